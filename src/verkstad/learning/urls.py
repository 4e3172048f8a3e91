"""The staff pages of learning. Stands at staff/learning/."""

from django.urls import path

from verkstad.learning.views import files, modules, package, packages, parts, pictures, videos

MODULE = "<int:package_id>/module/<slug:module_key>/<slug:language>/"

app_name = "learning_staff"
urlpatterns = [
    path("", packages.package_list, name="list"),
    path("new/", packages.new, name="new"),
    path("take/", packages.take, name="take"),
    path("bring/", files.bring, name="bring"),
    path("<int:package_id>/", package.package, name="package"),
    path("<int:package_id>/act/", package.act, name="act"),
    path("<int:package_id>/settings/", package.settings, name="settings"),
    path("<int:package_id>/modules/", package.modules, name="modules"),
    path("<int:package_id>/bring/", files.bring_edition, name="bring-edition"),
    path("<int:package_id>/pictures/", pictures.pictures, name="pictures"),
    path("<int:package_id>/pictures/<slug:name>/remove/", pictures.remove, name="remove-picture"),
    path("<int:package_id>/pictures/<slug:name>", pictures.picture, name="picture"),
    path("<int:package_id>/videos/", videos.videos, name="videos"),
    path("<int:package_id>/videos/<slug:name>/remove/", videos.remove, name="remove-video"),
    path("<int:package_id>/videos/<slug:name>/captions/<slug:language>/", videos.captions, name="edit-captions"),
    path("<int:package_id>/videos/<slug:name>/captions/<slug:language>.vtt", videos.captions_file, name="captions"),
    path("<int:package_id>/videos/<slug:name>", videos.video, name="video"),
    path("<int:package_id>/edition/<int:edition>/file/", files.download, name="download"),
    path("<int:package_id>/edition/<int:edition>/<slug:module_key>/<slug:language>/", modules.read, name="read"),
    path(MODULE, modules.module, name="module"),
    path(f"{MODULE}lessons/", modules.lessons, name="lessons"),
    path(f"{MODULE}questions/", modules.questions, name="questions"),
    path(f"{MODULE}languages/", modules.languages, name="languages"),
    path(f"{MODULE}lesson/<slug:part>/", parts.lesson, name="lesson"),
    path(f"{MODULE}lesson/<slug:part>/preview/", parts.lesson_preview, name="lesson-preview"),
    path(f"{MODULE}question/<slug:part>/", parts.question, name="question"),
    path(f"{MODULE}question/<slug:part>/preview/", parts.question_preview, name="question-preview"),
]
