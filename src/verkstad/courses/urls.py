"""The staff pages of courses. Stands at staff/courses/."""

from django.urls import path

from verkstad.courses.views import material, staff_courses, staff_dates, staff_people

app_name = "courses"
urlpatterns = [
    path("", staff_dates.dates, name="dates"),
    path("courses/", staff_courses.courses, name="courses"),
    path("courses/new/", staff_courses.new_course, name="course-new"),
    path("courses/<slug:slug>/", staff_courses.course, name="course"),
    path("courses/<slug:slug>/withdraw/", staff_courses.withdraw, name="course-withdraw"),
    path("courses/<slug:slug>/bring-back/", staff_courses.bring_back, name="course-bring-back"),
    path("courses/<slug:slug>/new-date/", staff_dates.new, name="date-new"),
    path("dates/<int:date_id>/", staff_dates.date, name="date"),
    path("dates/<int:date_id>/edit/", staff_dates.edit, name="date-edit"),
    path("dates/<int:date_id>/publish/", staff_dates.publish, name="date-publish"),
    path("dates/<int:date_id>/cancel/", staff_dates.cancel, name="date-cancel"),
    path("dates/<int:date_id>/copy/", staff_dates.copy, name="date-copy"),
    path("dates/<int:date_id>/seats/", staff_dates.seats, name="date-seats"),
    path("dates/<int:date_id>/sign-up/", staff_people.sign_up, name="sign-up"),
    path("dates/<int:date_id>/team/", staff_people.team, name="team"),
    path("dates/<int:date_id>/print/", material.choose, name="material"),
    path("dates/<int:date_id>/print/page/", material.as_page, name="material-page"),
    path("dates/<int:date_id>/print/pdf/", material.as_pdf, name="material-pdf"),
    path("dates/<int:date_id>/attended/<int:session_id>/", staff_people.attended, name="attended"),
    path("dates/<int:date_id>/attended/<int:session_id>/walk-in/", staff_people.walk_in, name="walk-in"),
    path("people/<int:sign_up_id>/sign-off/", staff_people.sign_off, name="sign-off"),
    path("units/", staff_courses.units, name="units"),
    path("units/<int:workplace_id>/", staff_courses.unit, name="unit"),
]
