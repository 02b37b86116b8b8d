from django.urls import path

from akker.programmes.views import packs
from akker.programmes.views import programme as views

app_name = "programmes"
urlpatterns = [
    path("", views.home, name="home"),
    path("settings/", views.settings, name="settings"),
    path("opening/", views.opening, name="opening"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<uuid:pk>/", views.organisation, name="organisation"),
    path("organisations/<uuid:pk>/withdrawal/", views.organisation_withdrawal, name="organisation-withdrawal"),
    path("forums/", views.forums, name="forums"),
    path("forums/<uuid:pk>/", views.forum, name="forum"),
    path("forums/<uuid:pk>/withdrawal/", views.forum_withdrawal, name="forum-withdrawal"),
    path("forums/<uuid:pk>/dates/", views.dates, name="dates"),
    path("dates/<uuid:pk>/withdrawal/", views.date_withdrawal, name="date-withdrawal"),
    path("offices/", views.offices, name="offices"),
    path("offices/<uuid:pk>/ending/", views.ending, name="ending"),
    path("offices/<uuid:pk>/notice/", views.notice, name="notice"),
    path("handbooks/", packs.packs, name="packs"),
    path("handbooks/<uuid:pk>/withdrawal/", packs.withdrawal, name="pack-withdrawal"),
    path("handbooks/<str:pin>.zip", packs.export, name="pack-export"),
    path("undo/<uuid:event>/", views.undo, name="undo"),
]
new_urls = [path("programmes/new/", views.new, name="programmes-new")]  # at the root: it is in no programme yet
