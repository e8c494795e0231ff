"""What students do: attempts, the numbers they were given, what they typed and how it was marked."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.models.append_only import AppendOnly
from quizzes.models.people import User
from quizzes.models.problems import ProblemVersion
from quizzes.models.quizzes import Question, Quiz


class Attempt(models.Model):
    """One student's go at one quiz.

    When it ends is a matter of the clock and of the quiz's rules, extensions included
    (`quizzes.queries.times`), unless the student submitted it before.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    student = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("student")
    )
    number = models.PositiveIntegerField(_("number"))
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    settled_at = models.DateTimeField(
        _("drafts marked"),
        null=True,
        blank=True,
        help_text=_("When what was saved but not checked was marked, after the end."),
    )

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["quiz_id", "student_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "student", "number"], name="attempt_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="attempt_number_from_1"),
        ]
        indexes = [
            models.Index(fields=["quiz"], condition=Q(settled_at__isnull=True), name="attempt_unsettled"),
        ]

    def __str__(self) -> str:
        return _("%(student)s at %(quiz)s") % {"student": self.student, "quiz": self.quiz}


class AttemptQuestion(models.Model):
    """A question in an attempt: its place, the numbers worked on, the draft, and what it is worth so far.

    `share` and what else follows from submissions is kept along with them, so that a list of questions
    costs the same however often they were answered.
    """

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="places", verbose_name=_("attempt")
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="places", verbose_name=_("question")
    )
    position = models.PositiveIntegerField(_("position"))
    variant = models.OneToOneField(
        "Variant",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="place",
        verbose_name=_("numbers"),
        help_text=_("The newest; empty before the question is opened."),
    )
    draft = models.JSONField(_("draft"), default=dict, help_text=_("Each answer's text as last saved."))
    answered = models.BooleanField(_("something typed"), default=False)
    revision = models.PositiveIntegerField(
        _("revision"), default=0, help_text=_("Goes up with every change: a stale page is found out.")
    )
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    submissions = models.PositiveIntegerField(_("submissions"), default=0)
    last_submission = models.OneToOneField(
        "Submission",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last submission"),
        help_text=_("Of the newest numbers."),
    )
    tries_used = models.PositiveIntegerField(_("tries used"), default=0)
    share = models.FloatField(
        _("share"), null=True, blank=True, help_text=_("Of the points: the best submission's, from 0 to 1.")
    )
    solved = models.BooleanField(_("solved"), default=False)
    by_hand = models.BooleanField(
        _("mark set by hand"), default=False, help_text=_("No submission changes such a mark.")
    )
    revealed = models.BooleanField(
        _("solution shown"), default=False, help_text=_("Of the newest numbers, on request.")
    )

    class Meta:
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of attempts")
        ordering = ["attempt_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="question_once_per_attempt"),
            models.CheckConstraint(condition=Q(position__gte=1), name="place_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.position}"


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
        related_name="variants",
        verbose_name=_("attempt"),
    )
    question = models.ForeignKey(
        Question,
        on_delete=models.PROTECT,
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
        help_text=_("It used up a try: something readable in it was wrong."),
    )
    factor = models.FloatField(
        _("factor"), default=1.0, help_text=_("What penalties for tries and lateness leave of its score.")
    )
    key = models.CharField(
        _("idempotency key"), max_length=200, help_text=_("The same key, the same submission.")
    )
    received_at = models.DateTimeField(
        _("received"), default=timezone.now, help_text=_("When the text reached the server.")
    )
    created_at = models.DateTimeField(_("marked"), auto_now_add=True)

    erasable = ("typed", "marking", "key")

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["variant_id", "number"]
        indexes = [
            # A teacher looks at the wrong ones of a quiz: without it each row is read to see whether it is.
            models.Index(fields=["variant", "complete", "number"], name="submission_by_complete"),
        ]
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
            models.CheckConstraint(
                condition=Q(factor__gte=0, factor__lte=1), name="submission_factor_in_range"
            ),
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


class LateDraft(AppendOnly):
    """What was typed but reached the server after the end: it does not count, and the teacher can read it."""

    place = models.ForeignKey(
        AttemptQuestion, on_delete=models.PROTECT, related_name="late_drafts", verbose_name=_("question")
    )
    variant = models.ForeignKey(
        Variant, on_delete=models.PROTECT, related_name="late_drafts", verbose_name=_("variant")
    )
    typed = models.JSONField(_("typed"))
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    erasable = ("typed",)

    class Meta:
        verbose_name = _("late draft")
        verbose_name_plural = _("late drafts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.place)
