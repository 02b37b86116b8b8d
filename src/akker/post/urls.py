from django.urls import path

from akker.post import views

app_name = "post"
urlpatterns = [
    path("t/sent/", views.link_sent, name="link-sent"),
    path("t/<str:token>/", views.link, name="link"),
    path("t/<str:token>/new/", views.renewal, name="renewal"),
    path("t/<str:token>/sign-in/", views.sign_in, name="sign-in"),
    path("me/mail/", views.preferences, name="preferences"),
    path("jobs/<uuid:pk>/", views.job, name="job"),
]
