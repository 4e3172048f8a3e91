"""Residents' pages of learning."""

from django.urls import path

from verkstad.learning.views import counting, reading

app_name = "learning"
urlpatterns = [
    path("learn/", reading.package_list, name="list"),
    path("learn/<slug:key>/", reading.package, name="package"),
    path("learn/<slug:key>/picture/<slug:name>", reading.picture, name="picture"),
    path("learn/<slug:key>/<slug:module_key>/", reading.module, name="module"),
    path("learn/<slug:key>/<slug:module_key>/quiz/", reading.quiz, name="quiz"),
    path("learn/<slug:key>/<slug:module_key>/prove/", reading.prove, name="prove"),
    path("learn/<slug:key>/<slug:module_key>/count/", counting.counted, name="count"),
    path("learn/<slug:key>/<slug:module_key>/paper/", reading.paper, name="paper"),
    path("learn/<slug:key>/<slug:module_key>/lesson/<slug:lesson_key>/", reading.lesson, name="lesson"),
]
