from django.urls import path

from akker.roles.views import cards, needs, pitch, result

app_name = "roles"
urlpatterns = [
    path("roles/", pitch.board, name="pitch"),
    path("roles/list/", pitch.listed, name="list"),
    path("roles/moves/", pitch.moves, name="moves"),
    path("roles/seats/<uuid:pk>/tasks/", pitch.tasks, name="tasks"),
    path("roles/vacancies/<slug:role>/", pitch.vacancy, name="vacancy"),
    path("roles/signals/<slug:key>/", pitch.signal, name="signal"),
    path("roles/cards/", cards.cards, name="cards"),
    path("roles/cards/<slug:role>/reading/", cards.reading, name="reading"),
    path("roles/cards/<slug:role>/nomination/", cards.nomination, name="nomination"),
    path("roles/cards/<slug:role>/withdrawal/", cards.withdrawal, name="nomination-withdrawal"),
    path("roles/needs/", needs.needs, name="needs"),
    path("roles/needs/<slug:role>/", needs.add, name="need"),
    path("roles/needs/<slug:role>/nothing/", needs.nothing, name="nothing-needed"),
    path("roles/preconditions/<uuid:pk>/", needs.precondition, name="precondition"),
    path("roles/preconditions/<uuid:pk>/withdrawal/", needs.withdrawal, name="precondition-withdrawal"),
    path("roles/preconditions/<uuid:pk>/letter/", needs.letter, name="letter"),
    path("roles/result/", result.result, name="result"),
    path("roles/history/", result.history, name="history"),
    path("worksheets/<slug:sheet>.pdf", result.worksheet, name="worksheet"),
]
