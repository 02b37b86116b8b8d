from django.urls import include, path

from akker.api.urls import feed_urls
from akker.journey.urls import link_urls as agreement_links
from akker.meetings.urls import link_urls as meeting_links
from akker.networks.urls import link_urls, shelf_urls, theme_urls
from akker.programmes.urls import new_urls
from akker.question.urls import programme_urls as request_urls
from akker.question.urls import public_urls as question_shelf_urls
from akker.recruit.urls import link_urls as recruit_link_urls
from akker.recruit.urls import programme_urls as recruit_programme_urls
from akker.recruit.urls import public_urls
from akker.web import views

NETWORK = "p/<slug:programme>/<slug:network>/"

pages = [
    path("", views.now, name="now"),
    path("start/", views.start, name="start"),
    path("style/", views.style, name="style"),
    path("healthz", views.healthz, name="healthz"),
    path("p/<slug:programme>/", views.programme, name="programme"),
    path(NETWORK, views.overview, name="overview"),
    path(f"{NETWORK}journey/", views.journey, name="journey"),
    path(f"{NETWORK}meetings/<uuid:pk>/after/", views.after, name="after"),
]
network = [
    path("", include("akker.networks.urls")),
    path("", include("akker.meetings.urls")),
    path("", include("akker.question.urls")),
    path("", include("akker.journey.urls")),
    path("", include("akker.recruit.urls")),
    path("", include("akker.roles.urls")),
]
urlpatterns = [  # what is asked most stands first: each address that is tried before the right one costs a little
    path("p/<slug:programme>/programme/", include(recruit_programme_urls)),
    path("p/<slug:programme>/programme/", include(request_urls)),
    path("p/<slug:programme>/programme/", include(theme_urls)),
    path("p/<slug:programme>/programme/", include("akker.programmes.urls")),  # before the networks: none is called so
    path("", include((pages, "web"))),
    path(NETWORK, include(network)),
    path("", include("akker.people.urls")),
    path("", include("akker.post.urls")),
    path("", include("akker.archive.urls")),
    path("", include(link_urls)),
    path("", include(meeting_links)),
    path("", include(agreement_links)),
    path("", include(feed_urls)),
    path("", include("akker.api.urls")),
    path("", include(recruit_link_urls)),
    path("", include(shelf_urls)),
    path("", include(new_urls)),
    path("", include(public_urls)),
    path("", include(question_shelf_urls)),
]
