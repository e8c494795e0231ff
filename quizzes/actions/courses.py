"""Makes courses and quizzes, enrols people, and lets them join."""

import secrets

from django.db import transaction

from quizzes.models import Course, Enrolment, User
from quizzes.queries.people import ONLY_INSTRUCTOR, is_only_instructor


class OnlyInstructorError(ValueError):
    """The course would be left without an instructor."""


def create_course(title: str, time_zone: str = "", by: User | None = None) -> Course:
    """Make an empty course, with its maker as instructor: nobody else but an administrator could open it."""
    with transaction.atomic():
        course = Course.objects.create(title=title, time_zone=time_zone)
        if by is not None and not by.is_superuser:
            enrol(course, by, Enrolment.Role.INSTRUCTOR)
    return course


def change_course(course: Course, **told: object) -> None:
    """Change what is told of the course."""
    for name, value in told.items():
        setattr(course, name, value)
    course.save(update_fields=list(told))


def enrol(
    course: Course,
    user: User,
    role: str = Enrolment.Role.STUDENT,
    extra_time: int | None = None,
    external_id: str | None = None,
) -> Enrolment:
    """Give `user` that role in `course`, also where another one was held; what is None stays as it is.

    Whoever instructs a course may use the admin.
    """
    told: dict[str, object] = {"role": Enrolment.Role(role)}
    if extra_time is not None:
        told["extra_time"] = extra_time
    if external_id is not None:
        told["external_id"] = external_id
    with transaction.atomic():
        before = Enrolment.objects.filter(course=course, user=user).first()
        if before and told["role"] != Enrolment.Role.INSTRUCTOR:
            _keep_an_instructor(before)
        enrolment, _created = Enrolment.objects.update_or_create(course=course, user=user, defaults=told)
        _settle_staff(user)
    return enrolment


def take_out(enrolment: Enrolment) -> None:
    """Take a person out of a course; the work done in it stays, and shows again after a new enrolment."""
    with transaction.atomic():
        _keep_an_instructor(enrolment)
        enrolment.delete()
        _settle_staff(enrolment.user)


def open_joining(course: Course) -> None:
    """Let people join the course through a link, a new one: one that was handed out before ends."""
    course.join_code = secrets.token_urlsafe(16)
    course.save(update_fields=["join_code"])


def close_joining(course: Course) -> None:
    """End the link through which people join."""
    course.join_code = None
    course.save(update_fields=["join_code"])


def join(course: Course, user: User) -> Enrolment:
    """Enrol a student who came by the link; whoever is in the course already keeps the role held."""
    return Enrolment.objects.get_or_create(course=course, user=user)[0]


def _keep_an_instructor(leaving: Enrolment) -> None:
    if is_only_instructor(leaving):
        raise OnlyInstructorError(str(ONLY_INSTRUCTOR))


def _settle_staff(user: User) -> None:
    """Open the admin to instructors; close it to who was one, unless there by the administrator's leave."""
    instructs = user.enrolments.filter(role=Enrolment.Role.INSTRUCTOR).exists()
    entitled = user.is_superuser or user.groups.exists() or user.user_permissions.exists()
    if user.is_staff != instructs and not (user.is_staff and entitled):
        user.is_staff = instructs
        user.save(update_fields=["is_staff"])
