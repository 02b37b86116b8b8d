from django.urls import path

from akker.journey.views import agreements, photos, welcomes
from akker.journey.views import steps as views

app_name = "journey"
urlpatterns = [
    path("steps/<slug:step>/", views.step, name="step"),
    path("steps/<slug:step>/taken/", views.taken, name="taken"),
    path("steps/<slug:step>/result/", views.result, name="result"),
    path("steps/<slug:step>/versions/", views.versions, name="versions"),
    path("steps/<slug:step>/sheet.pdf", views.step_sheet, name="step-sheet"),
    path("steps/<slug:step>/worksheets/<slug:sheet>.pdf", views.worksheet, name="worksheet"),
    path("results/", views.results, name="results"),
    path("results/sheet.pdf", views.result_sheet, name="result-sheet"),
    path("photos/", photos.photos, name="photos"),
    path("photos/new/", photos.upload, name="photos-new"),
    path("photos/<uuid:pk>/", photos.filing, name="photo-filing"),
    path("photos/<uuid:pk>/withdrawal/", photos.withdrawal, name="photo-withdrawal"),
    path("photos/<uuid:pk>/image.jpg", photos.image, name="photo"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/clauses/", agreements.clauses, name="agreements-clauses"),
    path("agreements/new/", agreements.new, name="agreements-new"),
    path("agreements/sheet/", agreements.putting, name="agreements-put"),
    path("agreements/asking/", agreements.asking, name="agreements-ask"),
    path("agreements/answer/", agreements.answering, name="agreements-answer"),
    path("agreements/aloud/", agreements.aloud, name="agreements-aloud"),
    path("agreements/<uuid:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:pk>/withdrawal/", agreements.withdrawal, name="agreement-withdrawal"),
    path("newcomers/", welcomes.welcomes, name="welcomes"),
    path("newcomers/<uuid:pk>/", welcomes.welcome, name="welcome"),
    path("newcomers/<uuid:pk>/asking/", welcomes.asking, name="welcome-ask"),
    path("newcomers/<uuid:pk>/answer/", welcomes.answering, name="welcome-answer"),
    path("newcomers/<uuid:pk>/answer/withdrawal/", welcomes.taking_back, name="welcome-withdrawal"),
]
link_urls = [  # personal links stand at the root
    path("t/<str:token>/agreements/", agreements.link, name="journey-agreements-link"),
]
