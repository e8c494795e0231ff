"""Who may see what."""

from typing import Any

from django.db.models import Q, QuerySet

from quizzes.models import (
    Attempt,
    Course,
    Enrolment,
    Problem,
    ProblemVersion,
    Question,
    Quiz,
    Topic,
    User,
    Variant,
)
from quizzes.queries.prepared import Prepared
from quizzes.queries.times import with_window, with_window_of

TEACHING = (Enrolment.Role.ASSISTANT, Enrolment.Role.INSTRUCTOR)


def open_to_students(quiz: str = "") -> Q:
    """Of rows that were fetched with their windows, those whose quiz their student has: none after leaving.

    A quiz that is not published is there only for who teaches the course.
    """
    return (Q(**{f"{quiz}published": True}) | Q(role__in=TEACHING)) & Q(role__isnull=False)


def quizzes_of(user: User) -> QuerySet[Quiz]:
    """Return the quizzes of the user's courses, with what `window` needs.

    Those not yet published only for who teaches there.
    """
    quizzes: QuerySet[Any] = with_window_of(Quiz.objects.all(), user)
    return quizzes.filter(open_to_students())


def attempts_of(user: User | int) -> QuerySet[Attempt]:
    """Return the user's attempts at those quizzes, with their quizzes and what `window` needs."""
    attempts: QuerySet[Any] = with_window(
        Attempt.objects.filter(student=user), quiz="quiz", student="student"
    )
    return attempts.filter(open_to_students("quiz__")).select_related("quiz__course")


_attempts_at = Prepared(
    lambda user_id, question_id: attempts_of(user_id).filter(quiz__questions=question_id).order_by("-number"),
    2,
)


def newest_attempt_at(question_id: int, user: User) -> Attempt | None:
    """Return the user's newest attempt at the quiz that the question is in."""
    return next(iter(_attempts_at(user.pk, question_id)), None)


def attempts_to_read(user: User) -> QuerySet[Attempt]:
    """Return the attempts that the user may read: the own ones, and those at quizzes of courses taught."""
    taught = Course.objects.filter(enrolments__user=user, enrolments__role__in=TEACHING)
    attempts = with_window(Attempt.objects.all(), quiz="quiz", student="student")
    readable = Q(pk__in=attempts_of(user).values("pk")) | Q(quiz__course__in=taught)
    return attempts.filter(readable).select_related("quiz__course", "student")


def variants_of(user: User | int) -> QuerySet[Variant]:
    """Return the variants that were given to the user in those quizzes, each with its place and window."""
    variants: QuerySet[Any] = with_place(Variant.objects.all())
    return variants.filter(open_to_students("question__quiz__"), created_for=user)


def with_place(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    """Fetch along with variants where they are worked on, in which attempt, and what `window` needs."""
    variants = with_window(variants, quiz="question__quiz", student="created_for")
    return variants.select_related(
        "attempt__quiz__course", "question", "place__last_submission", "problem_version__problem"
    )


def is_teaching(user: User, course: Course) -> bool:
    """Tell whether the user is an instructor or assistant of the course."""
    return user.enrolments.filter(course=course, role__in=TEACHING).exists()


def courses_taught(user: User) -> QuerySet[Course]:
    """Return the courses that the user may change: all for an administrator, else those instructed."""
    if user.is_superuser:
        return Course.objects.all()
    taught = Enrolment.objects.filter(user=user, role=Enrolment.Role.INSTRUCTOR)
    return Course.objects.filter(pk__in=taught.values("course"))


def is_instructor(user: User) -> bool:
    """Tell whether the user instructs any course, or administers them all."""
    return user.is_superuser or user.enrolments.filter(role=Enrolment.Role.INSTRUCTOR).exists()


def people_known_to(user: User) -> QuerySet[User]:
    """Return whom the user may look up: all for an administrator, else people of the courses instructed."""
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(
        pk__in=Enrolment.objects.filter(course__in=courses_taught(user)).values("user")
    )


def may_unlock(user: User, locked_out: User) -> bool:
    """Tell whether the user may end somebody's wait after wrong passwords.

    Whoever enrols an administrator could else let the guessing of that password go on.
    """
    return user.is_superuser or not (locked_out.is_staff or locked_out.is_superuser)


def problems_for(user: User) -> QuerySet[Problem]:
    """Return the problems that an instructor finds: published ones, own drafts, and what own quizzes ask."""
    if user.is_superuser:
        return Problem.objects.all()
    asked = Question.objects.filter(quiz__course__in=courses_taught(user))
    found = Q(published_at__isnull=False) | Q(pk__in=_written(user).values("problem"))
    return Problem.objects.filter(found | Q(pk__in=asked.values("problem_version__problem")))


def may_change_topic(user: User, topic: Topic) -> bool:
    """Tell whether the user may change the topic: its formula sheet shows at once wherever it is asked about.

    All of that has to be in courses instructed; a topic that no quiz asks about is everybody's.
    """
    named = Topic.objects.filter(pk=topic.pk).values("name")  # a form may have given it another name by now
    asked = Question.objects.filter(problem_version__topic__in=named)
    elsewhere = asked.exclude(quiz__course__in=courses_taught(user))
    return is_instructor(user) and not elsewhere.exists()


def may_take_back(user: User, problem: Problem) -> bool:
    """Tell whether the user may make a draft of it: who wrote it, who teaches with them, administrators."""
    return user.is_superuser or _written(user).filter(problem=problem).exists()


def _written(user: User) -> QuerySet[ProblemVersion]:
    """What the user wrote, and those who instruct a course together with the user."""
    fellows = Enrolment.objects.filter(course__in=courses_taught(user), role=Enrolment.Role.INSTRUCTOR)
    return ProblemVersion.objects.filter(Q(created_by=user) | Q(created_by__in=fellows.values("user")))
