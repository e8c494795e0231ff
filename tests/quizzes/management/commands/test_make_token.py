"""Making a token on the command line."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from quizzes.models import ApiToken, Course, User
from quizzes.queries.callers import token_by_secret


def make(*arguments: str) -> tuple[str, str]:
    """Standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command("make_token", "--name=sync", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_standard_output_is_the_secret_alone(course: Course, ines: User) -> None:
    out, err = make("--user=ines", f"--course={course.pk}", "--scope", "marks:read", "roster:write")
    token = ApiToken.objects.get()
    assert token_by_secret(out.removesuffix("\n")) == token
    assert (token.course, token.user, token.created_by) == (course, None, ines)
    assert (token.name, token.scopes) == ("sync", ["roster:write", "marks:read"])
    assert err == (
        f"Made a token of the course Neural networks, good until {token.expires_at:%Y-%m-%d}."
        " It is shown this once.\n"
    )


def test_without_a_course_it_stands_for_the_person_and_a_year(ines: User) -> None:
    make("--user=ines", "--scope", "marks:read")
    token = ApiToken.objects.get()
    assert (token.user, token.course) == (ines, None)
    assert timedelta(days=364) < token.expires_at - timezone.now() <= timedelta(days=365)


def test_days_say_how_long(ines: User) -> None:
    make("--user=ines", "--days=7", "--scope", "marks:read")
    assert timedelta(days=6) < ApiToken.objects.get().expires_at - timezone.now() <= timedelta(days=7)


OVER = "A token expires in the future, within two years."


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--user=nobody"], "Nobody here is called nobody."),
        (["--user=ines", "--course=0"], "ines instructs no course 0; there are: {course} (Neural networks)."),
        (["--user=alice", "--course=0"], "alice instructs no course 0; there are: none."),
        (["--user=alice"], "Personal tokens are for those who teach a course."),
        (["--user=ines", "--days=0"], OVER),
        (["--user=ines", "--days=-7"], OVER),
        (["--user=ines", "--days=800"], OVER),
        (["--user=ines", "--days=99999999999"], OVER),
        (["--user=ines", "--name= "], "Give the token a name that says what uses it."),
    ],
)
def test_command_says_what_is_wrong(
    arguments: list[str], complaint: str, course: Course, ines: User, alice: User
) -> None:
    with pytest.raises(CommandError) as refused:
        make(*arguments, "--scope", "marks:read")
    assert str(refused.value) == complaint.format(course=course.pk)
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("scope", ["marks", "everything", "marks:write"])
def test_unknown_scope_is_refused(scope: str, ines: User) -> None:
    with pytest.raises(CommandError, match=f"invalid choice: '{scope}'"):
        make("--user=ines", "--scope", scope)
