"""Residents' pages of learning."""

from django.urls import path

from verkstad.learning.views import certificates, counting, reading, watching

app_name = "learning"
urlpatterns = [
    path("learn/", reading.package_list, name="list"),
    path("learn/<slug:key>/", reading.package, name="package"),
    path("learn/<slug:key>/edition/<int:number>/", reading.edition, name="edition"),
    path("certificates/get/<slug:key>/", certificates.get, name="certificate-get"),
    path("learn/<slug:key>/picture/<slug:name>", reading.picture, name="picture"),
    path("learn/<slug:key>/video/<slug:name>", watching.video, name="video"),
    path("learn/<slug:key>/video/<slug:name>/captions/<slug:language>.vtt", watching.captions, name="captions"),
    path("learn/<slug:key>/<slug:module_key>/", reading.module, name="module"),
    path("learn/<slug:key>/<slug:module_key>/quiz/", reading.quiz, name="quiz"),
    path("learn/<slug:key>/<slug:module_key>/prove/", reading.prove, name="prove"),
    path("learn/<slug:key>/<slug:module_key>/count/", counting.counted, name="count"),
    path("learn/<slug:key>/<slug:module_key>/paper/", reading.paper, name="paper"),
    path("learn/<slug:key>/<slug:module_key>/lesson/<slug:lesson_key>/", reading.lesson, name="lesson"),
    path("certificates/", certificates.check, name="check"),
    path("certificates/mine/<uuid:key>/", certificates.mine, name="certificate"),
    path("certificates/mine/<uuid:key>/page/", certificates.as_page, name="certificate-page"),
    path("certificates/mine/<uuid:key>/pdf/", certificates.as_pdf, name="certificate-pdf"),
    path("certificates/mine/<uuid:key>/badge/", certificates.as_badge, name="certificate-badge"),
    path("certificates/mine/<uuid:key>/badge/picture/", certificates.as_picture, name="certificate-picture"),
    path("certificates/mine/<uuid:key>/forget/", certificates.forget, name="certificate-forget"),
    path("certificates/confirmed/<slug:code>/", certificates.confirmed, name="confirmed"),
    path("certificates/<slug:code>/", certificates.verify, name="verify"),
]
