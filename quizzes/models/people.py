"""People, their courses, and the role each has in a course."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
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


class Course(models.Model):
    """A course: people are enrolled in it, quizzes belong to it."""

    title = models.CharField(_("title"), max_length=200)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(title=""), name="course_has_title")]

    def __str__(self) -> str:
        return self.title


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
    created_at = models.DateTimeField(_("enrolled"), auto_now_add=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["course_id", "user_id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="enrolment_once_per_course"),
            models.CheckConstraint(
                condition=models.Q(role__in=["student", "assistant", "instructor"]),
                name="enrolment_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.course} ({self.get_role_display()})"
