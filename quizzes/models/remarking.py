"""Marks that were changed after they were given: re-markings of a question, and the history of each mark."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.append_only import AppendOnly
from quizzes.models.attempts import AttemptQuestion, Submission
from quizzes.models.people import User
from quizzes.models.problems import ProblemVersion
from quizzes.models.quizzes import Question


class Policy(models.TextChoices):
    """What a re-marking does to marks."""

    RAISE = "raise", _("mark by the new version, and never lower a mark")
    REPLACE = "replace", _("mark by the new version, also where that lowers a mark")
    FULL = "full", _("full marks for everybody")
    DROP = "drop", _("drop the question: it counts for nobody")


class Remarking(models.Model):
    """One re-marking of a question: tried out first, then applied, and perhaps undone.

    `cursor` is the last question of an attempt that was done in the stage that goes on, so that any process
    can go on with it.
    """

    class Stage(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", _("being tried out")
        CHECKED = "checked", _("tried out, nothing is changed")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="remarkings", verbose_name=_("question")
    )
    version = models.ForeignKey(
        ProblemVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("marked by version")
    )
    policy = models.CharField(_("what is done"), max_length=10, choices=Policy.choices, default=Policy.RAISE)
    by_hand_too = models.BooleanField(
        _("also marks set by hand"),
        default=False,
        help_text=_("Left off, a mark that somebody set by hand stays as it is."),
    )
    reason = models.TextField(
        _("reason"), max_length=2000, help_text=_("Students whose mark changes read it beside their mark.")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.CHECKING)
    cursor = models.BigIntegerField(default=0, editable=False)
    up = models.PositiveIntegerField(_("marks that go up"), default=0)
    down = models.PositiveIntegerField(_("marks that go down"), default=0)
    same = models.PositiveIntegerField(_("marks that stay"), default=0)
    left_out = models.PositiveIntegerField(_("cannot be re-marked"), default=0)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("re-marking")
        verbose_name_plural = _("re-markings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(stage__in=["applying", "undoing"]),
                name="remarking_one_at_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="remarking_has_reason"),
        ]

    def __str__(self) -> str:
        return _("Re-marking of %(question)s") % {"question": self.question}

    @property
    def done(self) -> int:
        """How many marks were looked at in this stage."""
        return self.up + self.down + self.same + self.left_out

    @property
    def is_moving(self) -> bool:
        """Whether there is more to do before anybody has to decide."""
        return self.stage in (self.Stage.CHECKING, self.Stage.APPLYING, self.Stage.UNDOING)


class Finding(models.Model):
    """What the trying out found of one mark: that it would change, or why it cannot be re-marked."""

    remarking = models.ForeignKey(
        Remarking, on_delete=models.CASCADE, related_name="findings", verbose_name=_("re-marking")
    )
    place = models.ForeignKey(
        AttemptQuestion, on_delete=models.CASCADE, related_name="+", verbose_name=_("question")
    )
    before = models.FloatField(_("share before"), null=True, blank=True)
    after = models.FloatField(_("share after"), null=True, blank=True)
    tries = models.IntegerField(_("tries given back"), default=0)
    verdicts = models.JSONField(_("verdicts"), default=dict)
    fault = models.TextField(_("why it cannot be re-marked"), blank=True)

    class Meta:
        verbose_name = _("finding of a re-marking")
        verbose_name_plural = _("findings of re-markings")
        ordering = ["remarking", "place"]
        constraints = [
            models.UniqueConstraint(fields=["remarking", "place"], name="finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.before} → {self.after}"


class MarkChange(AppendOnly):
    """One change of one student's mark at a question, with what it was before: the mark's history."""

    class Kind(models.TextChoices):
        """What changed the mark."""

        REMARKED = "remarked", _("re-marked")
        UNDONE = "undone", _("re-marking undone")
        BY_HAND = "by_hand", _("set by hand")
        RELEASED = "released", _("mark set by hand withdrawn")

    place = models.ForeignKey(
        AttemptQuestion, on_delete=models.PROTECT, related_name="mark_changes", verbose_name=_("question")
    )
    kind = models.CharField(_("what changed it"), max_length=10, choices=Kind.choices)
    remarking = models.ForeignKey(
        Remarking,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("re-marking"),
    )
    submission = models.ForeignKey(
        Submission,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submission that counts"),
    )
    before = models.FloatField(_("share before"), null=True, blank=True)
    after = models.FloatField(_("share after"), null=True, blank=True)
    solved_before = models.BooleanField(_("solved before"))
    solved_after = models.BooleanField(_("solved after"))
    tries = models.IntegerField(
        _("tries given back"),
        default=0,
        help_text=_("Of those that had been used up; less than 0: taken again."),
    )
    verdicts = models.JSONField(
        _("verdicts"), default=dict, help_text=_("Of each answer whose verdict changed: before, after.")
    )
    reason = models.TextField(_("reason"), max_length=2000)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("changed by")
    )
    created_at = models.DateTimeField(_("changed"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of a mark")
        verbose_name_plural = _("changes of marks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["remarking", "place", "kind"], name="mark_changed_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="mark_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.before} → {self.after}"
