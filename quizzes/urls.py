"""The addresses of quizzes."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from quizzes.views import question, student
from quizzes.views.health import health

urlpatterns = [
    path("", student.home, name="home"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("quizzes/<int:quiz_id>/", student.quiz, name="quiz"),
    path("quizzes/<int:quiz_id>/start/", student.start, name="start"),
    path("questions/<int:question_id>/", question.question, name="question"),
    path("variants/<int:variant_id>/", question.variant, name="variant"),
    path("variants/<int:variant_id>/check/", question.check, name="check"),
    path("variants/<int:variant_id>/read/", question.read_as, name="read"),
    path("variants/<int:variant_id>/solution/", question.solution, name="solution"),
    path("variants/<int:variant_id>/new-numbers/", question.new_numbers, name="new_numbers"),
    path("api/v1/", include("quizzes.api.urls")),
    path("healthz", health, name="health"),
]
