"""Who may make which tokens, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import ApiToken, Course, Enrolment, User

YEAR = timedelta(days=365)


def make(by: User, course: Course | None = None, scopes: list[str] | None = None) -> ApiToken:
    wanted = ["marks:read"] if scopes is None else scopes
    return actions.make_token("sync", wanted, timezone.now() + YEAR, by=by, course=course)[0]


def test_scopes_are_kept_in_their_order_and_once(ines: User) -> None:
    token = make(ines, scopes=["marks:read", "courses:read", "marks:read"])
    assert ApiToken.objects.get(pk=token.pk).scopes == ["courses:read", "marks:read"]


def test_no_two_secrets_are_alike(ines: User) -> None:
    made = [actions.make_token("a", ["marks:read"], timezone.now() + YEAR, by=ines)[1] for _ in range(20)]
    assert len(set(made)) == 20
    assert {len(secret) for secret in made} == {46}


def test_student_makes_none(alice: User, course: Course) -> None:
    for of_course in (None, course):
        with pytest.raises(actions.TokenError) as refused:
            make(alice, of_course)
        assert refused.value.field == "course"


def test_assistant_makes_a_personal_one_only(course: Course) -> None:
    helper = User.objects.create_user("helper")
    actions.enrol(course, helper, Enrolment.Role.ASSISTANT)
    assert make(helper).user == helper
    with pytest.raises(actions.TokenError):
        make(helper, course)


def test_instructor_of_another_course_makes_none_of_this(course: Course, ines: User) -> None:
    with pytest.raises(actions.TokenError):
        make(ines, actions.create_course("History"))


def test_token_of_a_course_outlives_its_maker(course: Course, ines: User) -> None:
    token = make(ines, course)
    ines.delete()
    token.refresh_from_db()
    assert (token.course, token.created_by) == (course, None)
