from django.urls import path

from akker.archive import views

app_name = "archive"
urlpatterns = [
    path("me/seen/", views.seen, name="seen"),
    path("me/data/", views.data, name="data"),
    path("me/data.json", views.data_json, name="data-json"),
    path("me/data.html", views.data_html, name="data-html"),
    path("me/erasure/", views.erasure, name="erasure"),
]
