"""Staff pages of the catalogue. They stand at staff/services/."""

from django.urls import path

from verkstad.services.views import imports

app_name = "services"

urlpatterns = [
    path("imports/", imports.import_list, name="import-list"),
    path("imports/new/", imports.import_new, name="import-new"),
    path("imports/template.<slug:kind>", imports.import_template, name="import-template"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/choose/", imports.import_choose, name="import-choose"),
    path("imports/<int:pk>/start/", imports.import_start, name="import-start"),
    path("imports/<int:pk>/drop/", imports.import_drop, name="import-drop"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:pk>/refused/", imports.import_refused, name="import-refused"),
    path("imports/<int:pk>/report.<slug:kind>", imports.import_report, name="import-report"),
]
