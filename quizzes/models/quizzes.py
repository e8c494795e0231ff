"""Quizzes and the questions in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.people import Course
from quizzes.models.problems import ProblemVersion


class Quiz(models.Model):
    """Questions that a course's students answer."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="quizzes", verbose_name=_("course")
    )
    title = models.CharField(_("title"), max_length=200)
    published = models.BooleanField(
        _("published"), default=False, help_text=_("Students see a quiz once it is published.")
    )
    solution_on_request = models.BooleanField(
        _("worked solution on request"),
        default=True,
        help_text=_("A student may ask for the worked solution; nothing more is marked on those numbers."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["course_id", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(title=""), name="quiz_has_title")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A problem's place in a quiz, with points."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="questions", verbose_name=_("quiz"))
    position = models.PositiveIntegerField(
        _("position"), blank=True, help_text=_("Left empty: after the others.")
    )
    problem_version = models.ForeignKey(
        ProblemVersion, on_delete=models.PROTECT, related_name="questions", verbose_name=_("problem template")
    )
    points = models.FloatField(
        _("points"), blank=True, help_text=_("Left empty: the points that the problem template gives.")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        # Positions may tie: a unique constraint would refuse to swap two rows one after the other.
        ordering = ["quiz_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(position__gte=1), name="question_position_from_1"),
            models.CheckConstraint(condition=models.Q(points__gt=0), name="question_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.problem_version.problem.title}"
