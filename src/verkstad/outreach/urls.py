"""The staff pages of ambassadors and campaigns. Stands at staff/outreach/."""

from django.urls import path

from verkstad.outreach.views import ambassadors, areas, campaigns, cascade, logging

app_name = "outreach"
urlpatterns = [
    path("", logging.own_log, name="log"),
    path("taught/<int:occasion_id>/", logging.own_occasion, name="occasion"),
    path("taught/<int:occasion_id>/take-back/", logging.own_take_back, name="take-back"),
    path("dates/<int:date_id>/", logging.own_date, name="date"),
    path("trainer/", logging.own_trainer, name="trainer"),
    path("handout/<slug:slug>/", logging.own_handout, name="handout"),
    path("handout/<slug:slug>/pdf/", logging.own_handout_pdf, name="handout-pdf"),
    path("cascade/", cascade.tree, name="cascade"),
    path("cascade/units/", cascade.units, name="units"),
    path("cascade/areas/", cascade.areas, name="coverage"),
    path("cascade/file/<slug:slug>.csv", cascade.file, name="file"),
    path("areas/", areas.area_list, name="areas"),
    path("areas/<int:area_id>/", areas.area, name="area"),
    path("areas/<int:area_id>/delete/", areas.delete, name="area-delete"),
    path("ambassadors/", ambassadors.ambassador_list, name="ambassadors"),
    path("ambassadors/new/", ambassadors.new, name="ambassador-new"),
    path("ambassadors/<int:ambassador_id>/", ambassadors.ambassador, name="ambassador"),
    path("ambassadors/<int:ambassador_id>/edit/", ambassadors.edit, name="ambassador-edit"),
    path("ambassadors/<int:ambassador_id>/link/", ambassadors.link, name="ambassador-link"),
    path("campaigns/", campaigns.campaign_list, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign-new"),
    path("campaigns/<int:campaign_id>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:campaign_id>/edit/", campaigns.edit, name="campaign-edit"),
    path("campaigns/<int:campaign_id>/material/new/", campaigns.new_material, name="material-new"),
    path("campaigns/<int:campaign_id>/material/<int:material_id>/", campaigns.material, name="material"),
    path("campaigns/<int:campaign_id>/material/<int:material_id>/remove/", campaigns.remove, name="material-remove"),
]
