"""Residents' pages of practice."""

from django.urls import path

from verkstad.practice.views import practising, together

app_name = "practising"
urlpatterns = [
    path("practice/", practising.copy_list, name="list"),
    path("practice/group/", together.find, name="find"),
    path("practice/group/<slug:code>/", together.join, name="join"),
    path("practice/<slug:key>/", practising.about, name="about"),
    path("practice/<slug:key>/try/", practising.practise, name="practise"),
    path("practice/<slug:key>/done/", practising.done, name="done"),
    path("practice/<slug:key>/sheet/", practising.sheet, name="sheet"),
    path("practice/<slug:key>/card/", practising.card, name="card"),
    path("practice/<slug:key>/count/", together.counted, name="count"),
    path("practice/<slug:key>/next/", together.next_step, name="next"),
]
