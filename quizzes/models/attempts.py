"""What students do: attempts, the numbers they were given, what they typed and how it was marked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.append_only import AppendOnly
from quizzes.models.people import User
from quizzes.models.problems import ProblemVersion
from quizzes.models.quizzes import Question, Quiz


class Attempt(models.Model):
    """One student's go at one quiz."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    student = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("student")
    )
    number = models.PositiveIntegerField(_("number"))
    started_at = models.DateTimeField(_("started"), auto_now_add=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["quiz_id", "student_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "student", "number"], name="attempt_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="attempt_number_from_1"),
        ]

    def __str__(self) -> str:
        return _("%(student)s at %(quiz)s") % {"student": self.student, "quiz": self.quiz}


class Variant(AppendOnly):
    """One set of numbers of a problem, with its right answers, as given to one person.

    The record holds the facts (givens, values, answers, bands): a seed alone is no record, since a newer
    generator may draw other numbers from it.
    """

    problem_version = models.ForeignKey(
        ProblemVersion, on_delete=models.PROTECT, related_name="variants", verbose_name=_("version")
    )
    created_for = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="variants", verbose_name=_("given to")
    )
    attempt = models.ForeignKey(
        Attempt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="variants",
        verbose_name=_("attempt"),
        help_text=_("Empty where it was asked for over REST."),
    )
    question = models.ForeignKey(
        Question,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="variants",
        verbose_name=_("question"),
    )
    number = models.PositiveIntegerField(_("number"), default=1)
    record = models.JSONField(_("record"))
    created_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question", "number"], name="variant_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="variant_number_from_1"),
            models.CheckConstraint(
                condition=Q(attempt__isnull=True, question__isnull=True)
                | Q(attempt__isnull=False, question__isnull=False),
                name="variant_in_quiz_or_not",
            ),
        ]

    def __str__(self) -> str:
        return _("Variant %(key)d") % {"key": self.pk}


class Submission(AppendOnly):
    """Answers as typed, and how they were marked."""

    variant = models.ForeignKey(
        Variant, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("variant")
    )
    number = models.PositiveIntegerField(_("number"))
    typed = models.JSONField(_("typed"), help_text=_("Each answer's text, exactly as typed."))
    marking = models.JSONField(_("marking"))
    score = models.FloatField(_("score"))
    out_of = models.FloatField(_("out of"))
    complete = models.BooleanField(_("complete"), help_text=_("Everything is right, or follows."))
    counted = models.BooleanField(
        _("counted"),
        help_text=_("Not where everything was left blank or could not be read: that costs no try."),
    )
    key = models.CharField(
        _("idempotency key"), max_length=200, help_text=_("The same key, the same submission.")
    )
    created_at = models.DateTimeField(_("submitted"), auto_now_add=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["variant_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "number"], name="submission_number_once"),
            models.UniqueConstraint(fields=["variant", "key"], name="submission_key_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="submission_number_from_1"),
            models.CheckConstraint(condition=Q(out_of__gt=0), name="submission_out_of_positive"),
            # The margin is for sums of shares such as 1/3 in binary.
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=F("out_of") + 1e-6), name="submission_score_in_range"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="submission_has_key"),
        ]

    def __str__(self) -> str:
        return _("Submission %(number)d on variant %(variant)d") % {
            "number": self.number,
            "variant": self.variant_id,
        }


class Reveal(AppendOnly):
    """A student asked to see the worked solution: from then on nothing is marked on that variant."""

    variant = models.OneToOneField(
        Variant, on_delete=models.PROTECT, related_name="reveal", verbose_name=_("variant")
    )
    created_at = models.DateTimeField(_("revealed"), auto_now_add=True)

    class Meta:
        verbose_name = _("reveal")
        verbose_name_plural = _("reveals")

    def __str__(self) -> str:
        return str(self.variant)
