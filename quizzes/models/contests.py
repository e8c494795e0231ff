"""Marks that a student thinks are wrong, and what a teacher answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import AttemptQuestion, Submission
from quizzes.models.people import User


class ContestedMark(models.Model):
    """A student's “I think this mark is wrong” about one submission, and the answer to it."""

    place = models.ForeignKey(
        AttemptQuestion, on_delete=models.PROTECT, related_name="contests", verbose_name=_("question")
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="contests", verbose_name=_("submission")
    )
    reason = models.TextField(_("what the student says"), max_length=4000)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("contested mark")
        verbose_name_plural = _("contested marks")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(answered_at__isnull=True), name="contest_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place.attempt}: {self.place.question.problem_version.title}"
