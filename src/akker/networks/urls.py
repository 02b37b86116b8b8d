from django.urls import path

from akker.networks.views import handbook, joining, people, people_import, seats, settings, themes

app_name = "networks"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="people-new"),
    path("people/import/", people_import.upload, name="import"),
    path("people/import/<uuid:pk>/columns/", people_import.columns, name="import-columns"),
    path("people/import/<uuid:pk>/preview/", people_import.preview, name="import-preview"),
    path("people/import/<uuid:pk>/", people_import.done, name="import-done"),
    path("people/export.<str:kind>", people_import.export, name="export"),
    path("people/<uuid:pk>/", people.member, name="member"),
    path("people/<uuid:pk>/card/", people.card, name="card"),
    path("people/<uuid:pk>/arrangements/", people.arrangements, name="arrangements"),
    path("people/<uuid:pk>/departure/", people.departure, name="departure"),
    path("people/<uuid:pk>/return/", people.come_back, name="return"),
    path("people/<uuid:pk>/seats/", seats.give, name="seats"),
    path("seats/<uuid:pk>/end/", seats.end, name="seat-end"),
    path("invitations/", joining.invitations, name="invitations"),
    path("joining/", joining.joining, name="joining"),
    path("settings/", settings.settings, name="settings"),
    path("handbook/", handbook.handbook, name="handbook"),
    path("handbook/<slug:slug>/<str:version>/", handbook.preview, name="handbook-preview"),
    path("closing/", settings.closing, name="closing"),
    path("reopening/", settings.reopening, name="reopening"),
    path("undo/<uuid:pk>/", settings.undo, name="undo"),
]
link_urls = [path("t/<str:token>/join/", joining.link, name="networks-join")]  # personal links stand at the root
shelf_urls = [  # before there is a network
    path("handbooks/", handbook.shelf, name="networks-shelf"),
    path("handbooks/<slug:slug>/<str:version>/", handbook.leaf, name="networks-leaf"),
]
theme_urls = [  # among the pages of a programme
    path("themes/", themes.themes, name="networks-themes"),
    path("themes/new/", themes.new, name="networks-theme-new"),
    path("themes/days/", themes.calls, name="networks-theme-calls"),
    path("themes/days/<uuid:pk>/withdrawal/", themes.call_withdrawal, name="networks-theme-call-withdrawal"),
    path("themes/undo/<uuid:pk>/", themes.undo, name="networks-theme-undo"),
    path("themes/<uuid:pk>/", themes.theme, name="networks-theme"),
    path("themes/<uuid:pk>/change/", themes.change, name="networks-theme-change"),
    path("themes/<uuid:pk>/withdrawal/", themes.withdrawal, name="networks-theme-withdrawal"),
    path("themes/<uuid:pk>/talks/<slug:characteristic>/", themes.talks, name="networks-theme-talks"),
    path("themes/<uuid:pk>/decision/", themes.decision, name="networks-theme-decision"),
    path("themes/<uuid:pk>/network/", themes.begin, name="networks-theme-begin"),
]
