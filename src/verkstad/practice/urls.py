"""The staff pages of practice copies. Stands at staff/practice/."""

from django.urls import path

from verkstad.practice.views import (
    copies,
    documents,
    groups,
    listing,
    making,
    personas,
    recorded,
    rerecording,
    screens,
    sharing,
)

app_name = "practice"
urlpatterns = [
    path("", listing.copy_list, name="list"),
    path("new/", making.new, name="new"),
    path("new/shipped/", making.shipped, name="shipped"),
    path("new/document/", making.from_document, name="from-document"),
    path("new/recorded/", recorded.new, name="recorded"),
    path("new/shared/", sharing.bring, name="bring"),
    path("offers/<int:offer_id>/", sharing.offer, name="offer"),
    path("offers/<int:offer_id>/leave/", sharing.leave, name="leave"),
    path("personas/", personas.persona_list, name="personas"),
    path("personas/new/", personas.new, name="persona-new"),
    path("personas/<slug:slug>/", personas.edit, name="persona"),
    path("groups/", groups.group_list, name="groups"),
    path("groups/<slug:code>/", groups.group, name="group"),
    path("<int:copy_id>/", copies.copy, name="copy"),
    path("<int:copy_id>/group/", groups.open_one, name="open-group"),
    path("<int:copy_id>/act/", copies.act, name="act"),
    path("<int:copy_id>/publish/", copies.publish, name="publish"),
    path("<int:copy_id>/facts/", copies.facts, name="facts"),
    path("<int:copy_id>/words/", copies.words, name="words"),
    path("<int:copy_id>/remove/", copies.remove, name="remove"),
    path("<int:copy_id>/review/", recorded.review, name="review"),
    path("<int:copy_id>/review/settle/", recorded.settle, name="settle"),
    path("<int:copy_id>/recording/", rerecording.bring, name="rerecord"),
    path("<int:copy_id>/recording/take/", rerecording.take, name="rerecord-take"),
    path("<int:copy_id>/recording/leave/", rerecording.leave, name="rerecord-leave"),
    path("<int:copy_id>/document/", documents.document, name="document"),
    path("<int:copy_id>/document/file/", documents.download, name="download"),
    path("<int:copy_id>/share/", sharing.share, name="share"),
    path("<int:copy_id>/share/file/", sharing.share_file, name="share-file"),
    path("<int:copy_id>/screens/", screens.screens, name="screens"),
    path("<int:copy_id>/screens/<slug:screen>/", screens.screen, name="screen"),
    path("<int:copy_id>/screens/<slug:screen>/preview/", screens.preview, name="preview"),
]
