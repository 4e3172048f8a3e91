"""Staff pages of the search. They stand at staff/search/."""

from django.urls import path

from verkstad.search import views

app_name = "search"

urlpatterns = [
    path("", views.failed, name="failed"),
    path("words/", views.words, name="words"),
    path("words/answer/", views.answer, name="answer"),
    path("words/set-aside/", views.set_aside, name="set-aside"),
    path("words/undo/", views.undo, name="undo"),
    path("handled/", views.handled, name="handled"),
    path("figures/", views.figures, name="figures"),
    path("figures.csv", views.export, name="export"),
]
