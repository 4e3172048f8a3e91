"""The staff pages of places. Stands at staff/places/."""

from django.urls import path

from verkstad.places.views import editing, holidays, hours, listing, pictures, printing, today, year

app_name = "places"
urlpatterns = [
    path("", listing.place_list, name="staff-list"),
    path("new/", editing.new, name="staff-new"),
    path("holidays/<int:year>/", holidays.confirm, name="staff-holidays"),
    path("<slug:slug>/", editing.edit, name="staff-place"),
    path("<slug:slug>/publish/", editing.publish, name="staff-publish"),
    path("<slug:slug>/withdraw/", editing.withdraw, name="staff-withdraw"),
    path("<slug:slug>/pictures/", pictures.pictures, name="staff-pictures"),
    path("<slug:slug>/pictures/<int:picture_id>/", pictures.picture, name="staff-picture"),
    path("<slug:slug>/today/", today.today, name="staff-today"),
    path("<slug:slug>/print/", printing.choose, name="staff-print"),
    path("<slug:slug>/print/page/", printing.as_page, name="staff-print-page"),
    path("<slug:slug>/print/pdf/", printing.as_pdf, name="staff-print-pdf"),
    path("<slug:slug>/hours/", hours.week, name="staff-hours"),
    path("<slug:slug>/hours/new/", hours.new_period, name="staff-period-new"),
    path("<slug:slug>/hours/copy/", hours.copy, name="staff-hours-copy"),
    path("<slug:slug>/hours/<int:number>/", hours.period, name="staff-period"),
    path("<slug:slug>/hours/<int:number>/remove/", hours.remove, name="staff-period-remove"),
    path("<slug:slug>/year/", year.this_year, name="staff-this-year"),
    path("<slug:slug>/year/<int:year>/", year.calendar, name="staff-year"),
]
