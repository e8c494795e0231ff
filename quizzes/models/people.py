"""People, their courses, and the role each has in a course."""

from datetime import tzinfo
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who signs in: a student, a teacher, or a machine with a token."""

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message=_("Somebody with this e-mail address is here already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


def known_time_zone(name: str) -> None:
    """Refuse a name that is not in the time zone database."""
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone “%(name)s”. Write one such as Europe/Vienna."), params={"name": name}
        )


class Course(models.Model):
    """A course: people are enrolled in it, quizzes belong to it."""

    title = models.CharField(_("title"), max_length=200)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        default="",
        validators=[known_time_zone],
        help_text=_("In which dates of this course are shown and entered. Empty: the site's."),
    )
    join_code = models.CharField(
        _("code of the join link"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(title=""), name="course_has_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> tzinfo:
        """The time zone in which its dates are shown and entered."""
        return ZoneInfo(self.time_zone) if self.time_zone else timezone.get_default_timezone()


MOST_EXTRA_TIME = 300


class Enrolment(models.Model):
    """A person's place in a course."""

    class Role(models.TextChoices):
        """What a person may do in a course."""

        STUDENT = "student", _("student")
        ASSISTANT = "assistant", _("teaching assistant")
        INSTRUCTOR = "instructor", _("instructor")

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="enrolments", verbose_name=_("course")
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="enrolments", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.STUDENT)
    extra_time = models.PositiveSmallIntegerField(
        _("extra time"),
        default=0,
        validators=[MaxValueValidator(MOST_EXTRA_TIME)],
        help_text=_("Percent more of every time limit in this course: 25 turns 60 minutes into 75."),
    )
    external_id = models.CharField(
        _("id elsewhere"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What the learning-management system calls this person in this course."),
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("enrolled"), auto_now_add=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["course_id", "user_id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="enrolment_once_per_course"),
            models.UniqueConstraint(
                fields=["course", "external_id"],
                condition=~models.Q(external_id=""),
                name="enrolment_external_id_unique",
                violation_error_message=_("Somebody with this id is in the course already."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["student", "assistant", "instructor"]),
                name="enrolment_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(extra_time__lte=MOST_EXTRA_TIME), name="enrolment_extra_time_bounded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.course} ({self.get_role_display()})"
