"""Staff pages of the catalogue. They stand at staff/services/."""

from django.urls import path

from verkstad.services.views import editing, history, imports, listing, overview, preview, reviews

app_name = "services"

urlpatterns = [
    path("", listing.service_list, name="list"),
    path("export.csv", listing.export, name="export"),
    path("bulk/", listing.bulk, name="bulk"),
    path("new/", editing.new, name="new"),
    path("preview/", preview.preview, name="preview"),
    path("entry/<slug:slug>/", overview.service, name="service"),
    path("entry/<slug:slug>/edit/", editing.edit, name="edit"),
    path("entry/<slug:slug>/edit/drop/", editing.drop, name="drop-edit"),
    path("entry/<slug:slug>/preview/", preview.preview, name="preview"),
    path("entry/<slug:slug>/status/", overview.set_status, name="status"),
    path("entry/<slug:slug>/dates/", overview.set_dates, name="dates"),
    path("entry/<slug:slug>/owner/", overview.set_owner, name="owner"),
    path("entry/<slug:slug>/history/", history.version_list, name="history"),
    path("entry/<slug:slug>/history/<int:before>-<int:after>/", history.compare, name="compare"),
    path("entry/<slug:slug>/history/<int:number>/restore/", history.restore, name="restore"),
    path("entry/<slug:slug>/local/", overview.settle, name="local"),
    path("review/", reviews.due, name="due"),
    path("review/quality/", reviews.quality_list, name="quality-list"),
    path("review/quality/<slug:slug>/", reviews.quality, name="quality"),
    path("review/confirm/<slug:slug>/", reviews.confirm, name="confirm"),
    path("review/links/", reviews.links, name="dead-links"),
    path("review/owners/", reviews.owners, name="owners"),
    path("review/owners/none/", reviews.hand_over, name="hand-over-unowned"),
    path("review/owners/<uuid:owner>/", reviews.hand_over, name="hand-over"),
    path("imports/", imports.import_list, name="import-list"),
    path("imports/new/", imports.import_new, name="import-new"),
    path("imports/template.<slug:kind>", imports.import_template, name="import-template"),
    path("imports/services.<slug:kind>", imports.import_export, name="import-export"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/choose/", imports.import_choose, name="import-choose"),
    path("imports/<int:pk>/start/", imports.import_start, name="import-start"),
    path("imports/<int:pk>/drop/", imports.import_drop, name="import-drop"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:pk>/refused/", imports.import_refused, name="import-refused"),
    path("imports/<int:pk>/report.<slug:kind>", imports.import_report, name="import-report"),
]
