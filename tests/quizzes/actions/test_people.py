"""Adding people, inviting them, and making their accounts."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from quizzes import actions
from quizzes.actions import courses, people
from quizzes.actions.courses import OnlyInstructorError
from quizzes.models import Attempt, Course, Enrolment, User
from quizzes.queries.enrolling import plan
from quizzes.roster import Line, read
from tests.quizzes.queue import do_tasks

SITE = "https://quiz.example.edu"


def add(course: Course, text: str, role: str = "student") -> list[Enrolment]:
    return people.add_people(course, plan(course, read(text).lines, role))


def roles(course: Course) -> dict[str, str]:
    return {each.user.username: each.role for each in course.enrolments.select_related("user")}


def test_add_people_makes_whoever_is_new(course: Course) -> None:
    invited = add(course, "Ada Lovelace <Ada@Example.edu>")
    ada = User.objects.get()
    assert (ada.username, ada.email, ada.get_full_name()) == (
        "ada@example.edu",
        "ada@example.edu",
        "Ada Lovelace",
    )
    assert (ada.has_usable_password(), ada.is_staff) == (False, False)
    assert [(each.user, each.role, each.extra_time, each.invited_at) for each in invited] == [
        (ada, "student", 0, None)
    ]


def test_add_people_keeps_what_is_known_of_a_person(course: Course, charlie: User) -> None:
    User.objects.filter(pk=charlie.pk).update(email="charlie@example.edu", first_name="Charlie")
    invited = add(course, "Karl <CHARLIE@example.edu>")
    assert invited == []
    assert (User.objects.get().first_name, roles(course)) == ("Charlie", {"charlie": "student"})


def test_add_people_changes_role_and_extra_time(course: Course, ines: User, alice: User) -> None:
    add(course, "email,role,extra time\nalice,instructor,25\nines,assistant,")
    assert roles(course) == {"alice": "instructor", "ines": "assistant"}
    assert course.enrolments.get(user=alice).extra_time == 25
    assert [User.objects.get(username=name).is_staff for name in ("alice", "ines")] == [True, False]


def test_add_people_leaves_extra_time_alone_where_the_list_names_none(course: Course, alice: User) -> None:
    actions.enrol(course, alice, extra_time=50)
    add(course, "alice", "assistant")
    assert course.enrolments.get(user=alice).extra_time == 50


def test_user_name_that_is_taken_gets_a_number(course: Course, db: None) -> None:
    User.objects.create_user("ada@example.edu", "moved@example.edu")
    add(course, "ada@example.edu")
    assert User.objects.get(email="ada@example.edu").username == "ada@example.edu-2"


def test_invitation_leads_to_a_password(course: Course) -> None:
    invited = add(course, "Ada Lovelace <ada@example.edu>", "assistant")
    assert people.invite(invited, SITE) == []
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["ada@example.edu"], "Neural networks: your invitation")
    link = re.search(r"https://quiz\.example\.edu/password/\S+", letter.body)
    assert link is not None
    expected = f"""Hello Ada,

you are in the course “Neural networks” at Forward Pass as teaching assistant.

Set your password here, and you are in:

{link[0]}

You will sign in as ada@example.edu. The link works once, for three days.
After that, this page sends you a new one:

https://quiz.example.edu/password/forgotten/
"""
    assert letter.body == expected
    assert course.enrolments.get().invited_at is not None


def test_letter_says_a_title_as_it_is(alice: User) -> None:
    course = actions.create_course("R&D <1>\nof networks")
    people.invite(add(course, "ada@example.edu"), SITE)
    assert mail.outbox[0].subject == "R&D <1> of networks: your invitation"


def test_mail_that_fails_undoes_no_enrolment(course: Course, settings: Settings) -> None:
    invited = add(course, "\n".join(f"new{number}@example.edu" for number in range(5)))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert people.invite(invited, SITE) == invited
    assert [each.invited_at for each in course.enrolments.all()] == [None] * 5


def test_take_out_keeps_the_work(attempt: Attempt, alice: User, course: Course) -> None:
    courses.take_out(course.enrolments.get(user=alice))
    assert roles(course) == {}
    assert Attempt.objects.get() == attempt


def test_only_instructor_stays(course: Course, ines: User, charlie: User) -> None:
    with pytest.raises(OnlyInstructorError):
        courses.take_out(course.enrolments.get(user=ines))
    with pytest.raises(OnlyInstructorError):
        actions.enrol(course, ines, Enrolment.Role.STUDENT)
    actions.enrol(course, charlie, Enrolment.Role.INSTRUCTOR)
    courses.take_out(course.enrolments.get(user=ines))
    assert roles(course) == {"charlie": "instructor"}


@pytest.mark.parametrize(("superuser", "staff"), [(False, False), (True, True)])
def test_admin_closes_to_who_instructs_nothing_any_more(
    superuser: bool, staff: bool, course: Course, ines: User, charlie: User
) -> None:
    User.objects.filter(pk=ines.pk).update(is_superuser=superuser)
    actions.enrol(course, charlie, Enrolment.Role.INSTRUCTOR)
    courses.take_out(course.enrolments.select_related("user").get(user=ines))
    assert User.objects.get(pk=ines.pk).is_staff == staff


def test_join_keeps_the_role_held(course: Course, ines: User, charlie: User) -> None:
    courses.join(course, ines)
    courses.join(course, charlie)
    assert roles(course) == {"ines": "instructor", "charlie": "student"}


def test_join_code_is_long_and_new_each_time(course: Course) -> None:
    courses.open_joining(course)
    first = course.join_code
    courses.open_joining(course)
    second = Course.objects.get().join_code
    assert first is not None
    assert second is not None
    assert (len(first), len(second), first == second) == (22, 22, False)
    courses.close_joining(course)
    assert Course.objects.get().join_code is None


def answered(course: Course, email: str) -> tuple[str, list[str]]:
    """The subject of the letter, and the names of the pages that it leads to."""
    assert people.ask_for_account(course, email, "Ada", "Lovelace", SITE)
    letter = mail.outbox.pop()
    assert [to.lower() for to in letter.to] == [email.lower()]
    return letter.subject, re.findall(r"edu/(account|password|join)/", letter.body)


def test_account_is_asked_for_by_mail_only(course: Course, alice: User) -> None:
    courses.open_joining(course)
    User.objects.filter(pk=alice.pk).update(email="Alice@example.edu")
    add(course, "waiting@example.edu")
    table = {
        "New@example.edu": ("Neural networks: confirm your e-mail address", ["account"]),
        "alice@example.edu": ("Neural networks: you have an account already", ["join"]),
        "waiting@example.edu": ("Neural networks: your account waits for a password", ["password", "join"]),
    }
    people_before = User.objects.count()
    assert {email: answered(course, email) for email in table} == table
    assert User.objects.count() == people_before


@pytest.mark.parametrize(("active", "sent"), [(True, 1), (False, 0)])
def test_password_link_goes_to_active_people(active: bool, sent: int, charlie: User) -> None:
    User.objects.filter(pk=charlie.pk).update(email="Charlie@example.edu", is_active=active)
    for asked in ("charlie@EXAMPLE.edu", "nobody@example.edu", "charlie"):
        people.send_password_link(asked, SITE)
    assert do_tasks() == 3
    assert [letter.to for letter in mail.outbox] == [["Charlie@example.edu"]] * sent


@pytest.mark.parametrize("asked", ["charlie@example.edu", "nobody@example.edu"])
def test_password_link_is_as_much_work_for_an_unknown_address(
    asked: str, charlie: User, django_assert_num_queries: Any
) -> None:
    User.objects.filter(pk=charlie.pk).update(email="charlie@example.edu")
    with django_assert_num_queries(2):  # who that is, and the task
        people.send_password_link(asked, SITE)
    assert mail.outbox == []


def test_unlock_lets_in_at_once(client: Client, charlie: User) -> None:
    def sign_in(password: str) -> int:
        return client.post("/login/", {"username": "charlie", "password": password}).status_code

    assert [sign_in("wrong") for _ in range(10)][-1] == 429
    assert sign_in("charlie") == 429
    people.unlock(charlie)
    assert sign_in("charlie") == 302


def test_letters_that_anybody_can_ask_for_come_once_a_minute(course: Course, charlie: User) -> None:
    courses.open_joining(course)
    User.objects.filter(pk=charlie.pk).update(email="charlie@example.edu")
    for _time in range(3):
        people.send_password_link("charlie@example.edu", SITE)
        people.send_password_link("CHARLIE@example.edu", SITE)
        assert people.ask_for_account(course, "charlie@example.edu", "C", "C", SITE)
        assert people.ask_for_account(course, "new@example.edu", "N", "N", SITE)
    assert do_tasks() == 1
    assert [letter.to for letter in mail.outbox] == [["new@example.edu"], ["charlie@example.edu"]]
    cache.clear()  # a minute later
    people.send_password_link("charlie@example.edu", SITE)
    do_tasks()
    assert len(mail.outbox) == 3


def test_list_of_many_writes_as_often_as_of_one(
    course: Course, ines: User, alice: User, bob: User, django_assert_num_queries: Any
) -> None:
    for count in (1, 30):
        lines = [Line(n, f"new{count}-{n}@example.edu", external_id=f"{count}-{n}") for n in range(count)]
        planned = plan(course, lines)
        with django_assert_num_queries(6):  # a transaction, who is taken, accounts, who is in it, enrolments
            assert len(people.add_people(course, planned)) == count


def test_people_named_by_another_system_alone_are_told_apart(course: Course, alice: User, bob: User) -> None:
    for number, user in enumerate((alice, bob)):
        actions.enrol(course, user, external_id=str(number))
    lines = [Line(1, "", external_id="0", extra_time=10), Line(2, "", external_id="1", extra_time=20)]
    people.add_people(course, plan(course, lines))
    assert [user.enrolments.get().extra_time for user in (alice, bob)] == [10, 20]
