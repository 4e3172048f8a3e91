"""The staff pages of what enquiries tell. Stands at staff/measurement/."""

from django.urls import path

from verkstad.measurement.views import (
    counting,
    counting_units,
    digital_use,
    kept,
    learnt,
    pages,
    platforms,
    practice,
    records,
)

app_name = "measurement"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("services/", pages.services, name="services"),
    path("services/<slug:slug>/", pages.service, name="service"),
    path("places/", pages.places, name="places"),
    path("where/", pages.where, name="where"),
    path("digital-use/", digital_use.digital_use, name="digital-use"),
    path("digital-use/keys/", platforms.keys, name="platform-keys"),
    path("digital-use/keys/<int:key_id>/revoke/", platforms.revoke, name="revoke-platform-key"),
    path("practice/", practice.copies, name="practice"),
    path("practice/<int:copy_id>/", practice.copy, name="practice-copy"),
    path("learnt/", learnt.learnt, name="learnt"),
    path("learnt/sign-ups.csv", records.sign_ups, name="learnt-sign-ups"),
    path("learnt/xapi.json", records.statements, name="learnt-xapi"),
    path("avoidable/", pages.avoidable, name="avoidable"),
    path("kept/<int:participant_id>/", kept.kept, name="kept"),
    path("counting/", counting.weeks, name="counting"),
    path("counting/new/", counting.new_week, name="counting-new"),
    path("counting/<int:week_id>/", counting.week, name="counting-week"),
    path("counting/<int:week_id>/edit/", counting.edit_week, name="counting-edit"),
    path("counting/<int:week_id>/close/", counting.close_week, name="counting-close"),
    path("counting/<int:week_id>/reopen/", counting.reopen_week, name="counting-reopen"),
    path("counting/<int:week_id>/delete/", counting.delete_week, name="counting-delete"),
    path("counting/<int:week_id>/results/", counting.results, name="counting-results"),
    path("counting/<int:week_id>/units/new/", counting_units.new_unit, name="counting-unit-new"),
    path("counting/units/<int:unit_id>/", counting_units.unit, name="counting-unit"),
    path("counting/units/<int:unit_id>/edit/", counting_units.edit_unit, name="counting-unit-edit"),
    path("counting/units/<int:unit_id>/delete/", counting_units.delete_unit, name="counting-unit-delete"),
    path("counting/units/<int:unit_id>/sheet/", counting_units.sheet, name="counting-sheet"),
    path("counting/units/<int:unit_id>/paper/", counting_units.paper, name="counting-paper"),
    path("counting/units/<int:unit_id>/file/", counting_units.file, name="counting-file"),
    path("counting/units/<int:unit_id>/hand-in/", counting_units.hand_in, name="counting-hand-in"),
]
