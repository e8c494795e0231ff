"""The addresses of quizzes."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from quizzes.views import account, drafts, people, printing, question, results, student
from quizzes.views.health import health

urlpatterns = [
    path("api/v1/", include("quizzes.api.urls")),
    path("", student.home, name="home"),
    path("login/", people.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", people.ChangePassword.as_view(), name="password_change"),
    path("password/forgotten/", people.forgotten, name="password_reset"),
    path("password/forgotten/sent/", people.sent, name="password_reset_done"),
    path("password/<uidb64>/<token>/", people.NewPassword.as_view(), name="password_reset_confirm"),
    path("join/<str:code>/", people.join, name="join"),
    path("join/<str:code>/confirmed/", people.confirm_join, name="confirm_join"),
    path("join/<str:code>/account/", people.ask_for_account, name="ask_for_account"),
    path("join/<str:code>/account/sent/", people.check_mail, name="check_mail"),
    path("account/", account.account, name="account"),
    path("account/my-data.zip", account.my_data, name="my_data"),
    path("account/<str:token>/", people.make_account, name="make_account"),
    path("quizzes/<int:quiz_id>/", student.quiz, name="quiz"),
    path("quizzes/<int:quiz_id>/start/", student.start, name="start"),
    path("questions/<int:question_id>/", question.question, name="question"),
    path("variants/<int:variant_id>/", question.variant, name="variant"),
    path("attempts/<int:attempt_id>/", results.results, name="results"),
    path("attempts/<int:attempt_id>/<int:position>/contest/", results.contest, name="contest"),
    path("attempts/<int:attempt_id>/print/", printing.printed, name="print"),
    path("attempts/<int:attempt_id>/submit/", student.submitting, name="submitting"),
    path("attempts/<int:attempt_id>/submitted/", student.submit_attempt, name="submit_attempt"),
    path("attempts/<int:attempt_id>/clock/", drafts.clock, name="clock"),
    path("variants/<int:variant_id>/save/", drafts.save, name="save"),
    path("variants/<int:variant_id>/check/", question.check, name="check"),
    path("variants/<int:variant_id>/read/", question.read_as, name="read"),
    path("variants/<int:variant_id>/solution/", question.solution, name="solution"),
    path("variants/<int:variant_id>/new-numbers/", question.new_numbers, name="new_numbers"),
    path("healthz", health, name="health"),
]
