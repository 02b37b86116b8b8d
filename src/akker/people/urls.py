"""Two sets of names: ours (`people:me`), and those that django-allauth looks up by itself (`account_login`)."""

from django.urls import include, path

from akker.people import views

people = [
    path("sign-in/demo/<uuid:pk>/", views.sign_in_as, name="sign-in-as"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("me/", views.me, name="me"),
    path("me/password/", views.password, name="password"),
    path("language/", views.language, name="language"),
]
account = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.code, name="account_confirm_login_code"),
    path("sign-in/password/", views.sign_in_by_password, name="account_login_by_password"),
    path("sign-in/inactive/", views.inactive, name="account_inactive"),
    # Where the library would send people by itself; we have one page for each of these.
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    path("sign-in/", views.sign_in, name="account_signup"),
    path("sign-in/", views.sign_in, name="account_reauthenticate"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("me/", views.me, name="account_email"),
    path("me/password/", views.password, name="account_set_password"),
    path("me/password/", views.password, name="account_change_password"),
]
urlpatterns = [path("", include((people, "people"))), path("", include(account))]
