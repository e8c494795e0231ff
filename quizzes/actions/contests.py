"""Takes in contested marks and answers them."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from quizzes.actions.mail import letter, send
from quizzes.models import AttemptQuestion, ContestedMark, Enrolment, Submission, User

LONGEST = 4000


class NothingToContestError(Exception):
    """Nothing was marked at the question."""


def contest_mark(place: AttemptQuestion, reason: str, site: str = "") -> ContestedMark:
    """Send the student's reason, with the submission that counts, to who teaches; once until answered.

    The instructors get a letter with a link that begins with `site`. Raises NothingToContestError.
    """
    submission = counting_submission(place)
    if submission is None:
        raise NothingToContestError
    try:
        with transaction.atomic():
            contest = ContestedMark.objects.create(
                place=place, submission=submission, reason=reason[:LONGEST]
            )
    except IntegrityError:  # a double click
        return ContestedMark.objects.get(place=place, answered_at=None)
    _tell_instructors(contest, site)
    return contest


def _tell_instructors(contest: ContestedMark, site: str) -> None:
    """Write to those who can answer; it waits in the admin too, so a letter that is lost loses nothing."""
    course = contest.place.attempt.quiz.course_id
    role = Enrolment.Role.INSTRUCTOR
    instructors = User.objects.filter(enrolments__course=course, enrolments__role=role).exclude(email="")
    link = site + reverse("admin:quizzes_contestedmark_change", args=[contest.pk])
    send([letter("mark_contested", one.email, {"contest": contest, "link": link}) for one in instructors])


def counting_submission(place: AttemptQuestion) -> Submission | None:
    """The submission that gives the mark: the first of those that give most."""
    found = Submission.objects.filter(
        variant__attempt=place.attempt_id, variant__question=place.question_id
    ).order_by("pk")
    return max(found, key=lambda one: one.score / one.out_of * one.factor, default=None)


def answer_contest(contest: ContestedMark, answer: str, by: User, link: str = "") -> bool:
    """Store the answer and write to the student; return whether the mail was taken, or none is known."""
    contest.answer, contest.answered_by, contest.answered_at = answer[:LONGEST], by, timezone.now()
    contest.save(update_fields=["answer", "answered_by", "answered_at"])
    student = contest.place.attempt.student
    if not student.email:
        return True
    told = {"contest": contest, "student": student, "link": link}
    return send([letter("contest_answered", student.email, told)])[0]
