from django.urls import path

from akker.api import views

app_name = "api"
urlpatterns = [
    path("me/calendar/", views.calendar, name="calendar"),
    path("me/calendar/address/", views.address, name="calendar-address"),
]
feed_urls = [path("calendar/<str:token>.ics", views.feed, name="api-feed")]  # read by calendars, without signing in
