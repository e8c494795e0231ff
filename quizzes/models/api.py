"""Machines that use the API: their tokens, and the answers that a repeated request gets again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.people import Course, User

HINT_LENGTH = 8


class Scope(models.TextChoices):
    """What a token may be used for, within the rights of whom it stands for."""

    COURSES_READ = "courses:read", _("read courses")
    COURSES_WRITE = "courses:write", _("add and change courses")
    ROSTER_READ = "roster:read", _("read the people of courses")
    ROSTER_WRITE = "roster:write", _("add, change and take out the people of courses")
    PROBLEMS_READ = "problems:read", _("read problem templates")
    PROBLEMS_WRITE = "problems:write", _("write problem templates")
    QUIZZES_READ = "quizzes:read", _("read quizzes")
    QUIZZES_WRITE = "quizzes:write", _("add and change quizzes")
    ATTEMPTS_READ = "attempts:read", _("read attempts and what was answered")
    ATTEMPTS_WRITE = "attempts:write", _("start attempts and answer in them")
    MARKS_READ = "marks:read", _("read marks")
    MARKING_WRITE = "marking:write", _("ask for variants and have answers marked, without a person")
    SOLUTIONS_READ = "solutions:read", _("read right answers and worked solutions ahead of students")


class ApiToken(models.Model):
    """A secret with which a machine signs in: as a person, or as one course.

    The secret itself is not kept, only its hash; it is random and long, so a quick hash is enough.
    `minute`, `requests` and `markings` count its use for the rate limits.
    """

    name = models.CharField(
        _("name"), max_length=100, help_text=_("What uses it, such as: nightly gradebook sync.")
    )
    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="api_tokens",
        verbose_name=_("person"),
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="api_tokens",
        verbose_name=_("course"),
    )
    scopes = models.JSONField(_("scopes"), default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("begins with"), max_length=HINT_LENGTH, editable=False)
    created_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    minute = models.BigIntegerField(default=0, editable=False)
    requests = models.PositiveIntegerField(default=0, editable=False)
    markings = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, course__isnull=False) | Q(user__isnull=False, course=None),
                name="api_token_of_person_or_course",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"


class IdempotentRequest(models.Model):
    """What a request with an Idempotency-Key was answered, for when it comes again.

    `name` is a keyed hash of who asked, where and with which key, `body` one of what was sent, and `answer`
    is encrypted: the table tells nobody who did what.
    """

    name = models.CharField(max_length=64, primary_key=True)
    body = models.CharField(max_length=64)
    answer = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("repeatable request")
        verbose_name_plural = _("repeatable requests")

    def __str__(self) -> str:
        return self.name
