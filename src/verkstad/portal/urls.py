"""The public pages. The municipality and the language stand in front of these, see municipalities.middleware."""

from django.urls import path

from verkstad.portal.views import asked, desk, life_events, pages, places, search, services, staff

app_name = "portal"
urlpatterns = [
    path("", pages.start, name="start"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("search/chosen/", search.chosen, name="chosen"),
    path("services/", services.service_list, name="service-list"),
    path("services/<slug:slug>/", services.service_detail, name="service"),
    path("life-events/", life_events.life_event_list, name="life-event-list"),
    path("life-events/<slug:code>/", life_events.life_event_detail, name="life-event"),
    path("places/", places.place_list, name="place-list"),
    path("places/<slug:slug>/", places.place_detail, name="place"),
    path("contact/", pages.contact, name="contact"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    # Where Danish law has the statement looked for.
    path("was", pages.accessibility, name="was"),
    path("staff/", staff.start, name="staff-start"),
    path("staff/most-asked/", asked.most_asked, name="most-asked"),
    path("staff/desk/", desk.desk, name="desk"),
    path("staff/desk/shell/", desk.shell, name="desk-shell"),
    path("staff/desk/found/", desk.found, name="desk-found"),
    path("staff/desk/services/", desk.services, name="desk-services"),
    path("staff/desk/entries/", desk.entries, name="desk-entries"),
    path("staff/desk/worker.js", desk.worker, name="desk-worker"),
    path("staff/desk/<uuid:key>/", desk.change, name="desk-change"),
    path("staff/desk/<uuid:key>/remove/", desk.remove, name="desk-remove"),
    path("staff/settings-preview/", staff.settings_preview, name="settings-preview"),
]
