from django.urls import path

from wagtail_baseline import views

urlpatterns = [
    path("sv/search/", views.search),
    path("sv/services/<slug:slug>/", views.service),
]
