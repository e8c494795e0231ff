"""The page that tells a teacher how each question of a quiz went."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quizzes import actions
from quizzes.admin.access import InstructorAdmin
from quizzes.pictures.histogram import histogram
from quizzes.queries.facility import facilities


class QuestionPages(InstructorAdmin):
    """Adds to a quiz the page of its questions' figures."""

    def get_urls(self) -> list[URLPattern]:
        """With the page."""
        shown = self.admin_site.admin_view(require_safe(self.questions))
        return [path("<int:pk>/questions/", shown, name="quizzes_quiz_questions"), *super().get_urls()]

    def questions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show for each question how many were right, and what went wrong most."""
        quiz = self.own(request, pk)
        timezone.activate(quiz.course.zone)
        actions.settle_overdue(Q(quiz=quiz))
        found, cut = facilities(quiz)
        about = {
            "title": quiz.title,
            "subtitle": _("Questions"),
            "quiz": quiz,
            "facilities": [(one, histogram(one.bins)) for one in found],
            "cut": cut,
        }
        return self.page(request, "admin/quizzes/questions/page.html", about)
