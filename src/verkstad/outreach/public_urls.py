"""What is printed leads here: the code of a handout, the short address of a campaign. And volunteers log here."""

from django.urls import path

from verkstad.outreach.views import logging, short, taught

app_name = "teaching"
urlpatterns = [
    path("c/<slug:code>/", short.follow, name="follow"),
    path("t/", taught.find, name="find"),
    path("t/<slug:code>/", taught.taught, name="taught"),
    path("teach/<uuid:key>/", logging.key_log, name="log"),
    path("teach/<uuid:key>/taught/<int:occasion_id>/", logging.key_occasion, name="occasion"),
    path("teach/<uuid:key>/taught/<int:occasion_id>/take-back/", logging.key_take_back, name="take-back"),
    path("teach/<uuid:key>/dates/<int:date_id>/", logging.key_date, name="date"),
    path("teach/<uuid:key>/trainer/", logging.key_trainer, name="trainer"),
    path("teach/<uuid:key>/handout/<slug:slug>/", logging.key_handout, name="handout"),
    path("teach/<uuid:key>/handout/<slug:slug>/pdf/", logging.key_handout_pdf, name="handout-pdf"),
]
