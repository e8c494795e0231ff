"""Quizzes with their rules, the questions in them, and what single students are allowed besides."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.people import Course, User
from quizzes.models.problems import ProblemVersion

LONGEST = 366 * 24 * 60  # minutes
FIRST_YEAR, LAST_YEAR = 1970, 9000


class When(models.TextChoices):
    """When a student gets to see something."""

    AT_ONCE = "at_once", _("at once")
    AFTER_SUBMISSION = "after_submission", _("after submitting the attempt")
    AFTER_CLOSE = "after_close", _("after the quiz has closed")
    NEVER = "never", _("never")


class Counts(models.TextChoices):
    """Which of several attempts gives the mark."""

    BEST = "best", _("the best attempt")
    LAST = "last", _("the last attempt")
    AVERAGE = "average", _("the average of the attempts")


class LatePer(models.TextChoices):
    """How often the late penalty is taken off."""

    ONCE = "once", _("once")
    DAY = "day", _("for each day begun")


def _percent(name: str) -> Q:
    return Q(**{f"{name}__lte": 100})


def _in_order(earlier: str, later: str) -> Q:
    unset = Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True})
    return unset | Q(**{f"{earlier}__lte": F(later)})


def _within_reason(row: models.Model, minutes: str) -> None:
    """Refuse times with which no clock reckons: they would stop every page that does."""
    if (getattr(row, minutes) or 0) > LONGEST:
        raise ValidationError({minutes: _("Write at most %(most)s minutes: a year.") % {"most": LONGEST}})
    for name in ("opens_at", "due_at", "closes_at"):
        moment = getattr(row, name)
        if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            told = _("Write a year from %(first)s to %(last)s.")
            raise ValidationError({name: told % {"first": FIRST_YEAR, "last": LAST_YEAR}})


class Quiz(models.Model):
    """Questions that a course's students answer, and by which rules."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="quizzes", verbose_name=_("course")
    )
    title = models.CharField(_("title"), max_length=200)
    published = models.BooleanField(
        _("published"), default=False, help_text=_("Students see a quiz once it is published.")
    )
    instructions = models.TextField(
        _("instructions"), blank=True, help_text=_("Markdown, shown before the quiz is started.")
    )

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(
        _("due"), null=True, blank=True, help_text=_("Answers after this are late; left empty: none is.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("After this nothing more is accepted.")
    )
    time_limit = models.PositiveIntegerField(
        _("time limit"), null=True, blank=True, help_text=_("In minutes, from starting an attempt.")
    )
    late_penalty = models.PositiveSmallIntegerField(
        _("late penalty"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent of the points, for answers between due and close."),
    )
    late_per = models.CharField(
        _("late penalty is taken off"), max_length=10, choices=LatePer.choices, default=LatePer.DAY
    )

    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"),
        null=True,
        blank=True,
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How often the quiz may be taken; left empty: without end."),
    )
    counts = models.CharField(_("what counts"), max_length=10, choices=Counts.choices, default=Counts.BEST)
    tries = models.PositiveSmallIntegerField(
        _("tries for each question"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("A check with something wrong in it uses one. Left empty: without end."),
    )
    try_penalty = models.PositiveSmallIntegerField(
        _("penalty for each try"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent of the question's points, for each try used before."),
    )
    new_numbers = models.BooleanField(
        _("new numbers"), default=True, help_text=_("Students may ask for other numbers at a question.")
    )
    solution_on_request = models.BooleanField(
        _("worked solution on request"),
        default=True,
        help_text=_("A student may ask for the worked solution; nothing more is marked on those numbers."),
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False)
    shuffle_options = models.BooleanField(_("shuffle the options of choices"), default=False)

    feedback_when = models.CharField(
        _("feedback shows"),
        max_length=20,
        choices=When.choices,
        default=When.AT_ONCE,
        help_text=_(
            "Right or wrong, and what went wrong. Only with “at once” can single answers be checked."
        ),
    )
    marks_when = models.CharField(_("marks show"), max_length=20, choices=When.choices, default=When.AT_ONCE)
    solutions_when = models.CharField(
        _("worked solutions show"),
        max_length=20,
        choices=When.choices,
        default=When.AT_ONCE,
        help_text=_("At once: as soon as a question is solved, or its tries are used up."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["course_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="quiz_has_title"),
            models.CheckConstraint(
                condition=_in_order("opens_at", "due_at")
                & _in_order("due_at", "closes_at")
                & _in_order("opens_at", "closes_at"),
                name="quiz_times_in_order",
                violation_error_message=_("A quiz opens first, is due then, and closes last."),
            ),
            models.CheckConstraint(
                condition=_percent("late_penalty") & _percent("try_penalty"), name="quiz_penalties_in_percent"
            ),
            models.CheckConstraint(
                condition=~Q(time_limit=0) & ~Q(tries=0) & ~Q(attempts_allowed=0),
                name="quiz_limits_from_1",
                violation_error_message=_("Limits are at least 1; left empty, there is none."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse what would never come about: to show something after a close that is not set."""
        _within_reason(self, "time_limit")
        shown = (self.feedback_when, self.marks_when, self.solutions_when)
        if When.AFTER_CLOSE in shown and not self.closes_at:
            raise ValidationError(
                {"closes_at": _("Say when the quiz closes: something shows only after that.")}
            )

    @property
    def checks_at_once(self) -> bool:
        """Whether students check single questions; otherwise all is marked when the attempt ends."""
        return self.feedback_when == When.AT_ONCE

    @property
    def is_submitted_as_a_whole(self) -> bool:
        """Whether an attempt is submitted as a whole: something waits for it, or another may follow."""
        shown = (self.feedback_when, self.marks_when, self.solutions_when)
        return not self.checks_at_once or When.AFTER_SUBMISSION in shown or self.attempts_allowed != 1


class Pool(models.Model):
    """Questions of which each attempt gets some, drawn at random."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="pools", verbose_name=_("quiz"))
    title = models.CharField(_("title"), max_length=200)
    draw = models.PositiveSmallIntegerField(
        _("questions drawn"), default=1, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        ordering = ["quiz_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(draw__gte=1), name="pool_draws_at_least_1"),
            models.UniqueConstraint(fields=["quiz", "title"], name="pool_title_once_per_quiz"),
        ]

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
    pool = models.ForeignKey(
        Pool,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("pool"),
        help_text=_("Left empty: everybody gets this question."),
    )
    dropped = models.BooleanField(
        _("dropped"), default=False, editable=False, help_text=_("By a re-marking: it counts for nobody.")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        # Positions may tie: a unique constraint would refuse to swap two rows one after the other.
        ordering = ["quiz_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(position__gte=1), name="question_position_from_1"),
            models.CheckConstraint(condition=Q(points__gt=0), name="question_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.problem_version.title}"

    def clean(self) -> None:
        """Fill in what was left empty: the points that the problem gives, and a place after the others."""
        filled: tuple[float | None, int | None] = (self.points, self.position)
        if filled[0] is None and self.problem_version_id:
            self.points = self.problem_version.points
        if filled[1] is None:
            asked = Question.objects.filter(quiz=self.quiz_id) if self.quiz_id else Question.objects.none()
            last = asked.order_by("-position").first()
            self.position = last.position + 1 if last else 1

    @property
    def worth(self) -> float:
        """What it adds to the points that can be had."""
        return 0.0 if self.dropped else self.points


class Extension(models.Model):
    """What one student is allowed at a quiz beyond the others; a time left empty is that of all."""

    quiz = models.ForeignKey(
        Quiz, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("quiz")
    )
    student = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("student")
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    extra_minutes = models.PositiveIntegerField(
        _("extra minutes"), default=0, help_text=_("On top of the time limit.")
    )
    extra_attempts = models.PositiveSmallIntegerField(_("extra attempts"), default=0)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("granted by")
    )
    created_at = models.DateTimeField(_("granted"), auto_now_add=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["quiz_id", "student_id"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "student"], name="extension_once_per_student"),
            models.CheckConstraint(
                condition=_in_order("opens_at", "due_at")
                & _in_order("due_at", "closes_at")
                & _in_order("opens_at", "closes_at"),
                name="extension_times_in_order",
                violation_error_message=_("A quiz opens first, is due then, and closes last."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz}: {self.student}"

    def clean(self) -> None:
        """Refuse times far beyond any course."""
        _within_reason(self, "extra_minutes")
