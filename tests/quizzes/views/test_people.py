"""Signing in, joining, making an account, and passwords, as a browser meets them."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from quizzes import actions
from quizzes.actions import courses, people
from quizzes.models import Course, User
from tests.quizzes.queue import do_tasks

PASSWORD = "correct horse battery"


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", "ada@example.edu", PASSWORD, first_name="Ada")


@pytest.fixture
def joining(course: Course) -> str:
    courses.open_joining(course)
    return f"/join/{course.join_code}/"


def link(pattern: str) -> str:
    """The link in the last letter, as the test's browser calls it."""
    do_tasks()
    found = re.search(rf"http://testserver(/{pattern}\S+)", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def courses_of(user: User) -> list[tuple[str, str]]:
    return [(each.course.title, each.role) for each in user.enrolments.select_related("course")]


@pytest.mark.parametrize("name", ["ada", "ada@example.edu", " ADA@example.edu "])
def test_sign_in_takes_name_or_address(name: str, ada: User, client: Client) -> None:
    answer = client.post("/login/", {"username": name, "password": PASSWORD, "next": "/password/"})
    assert (answer.status_code, answer["Location"]) == (302, "/password/")


@pytest.mark.parametrize(
    ("name", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("nobody@example.edu", PASSWORD)]
)
def test_sign_in_says_the_same_of_every_failure(name: str, password: str, ada: User, client: Client) -> None:
    answer = client.post("/login/", {"username": name, "password": password})
    assert answer.context["form"].non_field_errors() == [
        "This name and password do not go together. Try again."
    ]
    assert f'value="{name}"' in answer.text


def test_sign_in_takes_an_address_longer_than_a_user_name(client: Client, db: None) -> None:
    address = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.edu"
    User.objects.create_user("long", address, PASSWORD)
    assert client.post("/login/", {"username": address, "password": PASSWORD}).status_code == 302


def test_fields_are_labelled_and_filled_in_by_password_managers(client: Client, db: None) -> None:
    page = client.get("/login/").text
    for part in ('<label for="id_username">', 'autocomplete="username"', 'autocomplete="current-password"'):
        assert page.count(part) == 1
    wrong = client.post("/password/forgotten/", {"email": "ada@"}).text
    assert 'aria-describedby="id_email_error"' in wrong
    assert '<ul class="errorlist" id="id_email_error"><li>Enter a valid email address.</li></ul>' in wrong
    assert 'autocomplete="email"' in wrong


def test_forgotten_password_answers_everybody_alike(ada: User, client: Client) -> None:
    answers = []
    for email in ("ADA@example.edu", "nobody@example.edu"):
        answer = client.post("/password/forgotten/", {"email": email}, follow=True)
        answers.append((answer.redirect_chain, re.sub(r'value="\w{64}"', "", answer.text)))
    assert answers[0] == answers[1]
    do_tasks()
    assert [letter.to for letter in mail.outbox] == [["ada@example.edu"]]


def set_password(client: Client, address: str, password: str = PASSWORD) -> str:
    """Open the link, set the password there; returns the page that comes."""
    shown = client.get(address, follow=True)
    where = shown.redirect_chain[-1][0] if shown.redirect_chain else address
    form = {"new_password1": password, "new_password2": password}
    return client.post(where, form, follow=True).text


def test_forgotten_password_is_set_by_the_link_once(ada: User, client: Client) -> None:
    client.post("/password/forgotten/", {"email": "ada@example.edu"})
    address = link("password/")
    page = set_password(client, address, "another horse 9")
    assert "Your password is set, and you are signed in." in page
    assert User.objects.get().check_password("another horse 9")
    assert "This link is over" in Client().get(address).text


@pytest.mark.parametrize("address", ["/password/MQ/abc-def/", "/password/x/set-password/", "/password/MQ/x/"])
def test_link_that_does_not_hold_says_what_to_do(address: str, ada: User, client: Client) -> None:
    page = client.get(address).text
    assert "This link is over" in page
    assert 'href="/password/forgotten/"' in page


def test_password_that_is_too_weak_is_told_at_the_field(ada: User, client: Client) -> None:
    client.post("/password/forgotten/", {"email": "ada@example.edu"})
    page = set_password(client, link("password/"), "1234")
    assert "This password is too short." in page
    assert User.objects.get().check_password(PASSWORD)


def test_invited_person_gets_in_by_the_link_and_by_asking_for_another(course: Course, client: Client) -> None:
    user = User.objects.create(username="new@example.edu", email="new@example.edu", password="!")
    people.invite([actions.enrol(course, user)], "http://testserver")
    assert "Neural networks" in set_password(client, link("password/"))
    User.objects.update(password="!")
    client.logout()
    client.post("/password/forgotten/", {"email": "new@example.edu"})
    assert "Neural networks" in set_password(client, link("password/"))


def test_change_password_asks_for_the_old_one(ada: User, client: Client) -> None:
    assert client.get("/password/").status_code == 302
    client.force_login(ada)
    form = {"old_password": "wrong", "new_password1": "another horse 9", "new_password2": "another horse 9"}
    assert "Your old password was entered incorrectly." in client.post("/password/", form).text
    page = client.post("/password/", form | {"old_password": PASSWORD}, follow=True).text
    assert "Your password is changed." in page
    assert User.objects.get().check_password("another horse 9")


def test_join_link_takes_a_signed_in_person_in_after_a_word(
    joining: str, course: Course, ada: User, client: Client
) -> None:
    client.force_login(ada)
    assert "Join the course" in client.get(joining).text
    assert courses_of(ada) == []
    page = client.post(f"{joining}confirmed/", follow=True).text
    assert "You are in the course “Neural networks” now." in page
    assert courses_of(ada) == [("Neural networks", "student")]
    assert client.get(joining).status_code == 302


def test_join_link_leaves_an_instructor_what_she_is(joining: str, as_ines: Client, ines: User) -> None:
    assert as_ines.get(joining).status_code == 302
    as_ines.post(f"{joining}confirmed/")
    assert courses_of(ines) == [("Neural networks", "instructor")]


def test_join_link_leads_the_signed_out_through_sign_in(joining: str, ada: User, client: Client) -> None:
    assert f'href="/login/?next={joining}"' in client.get(joining).text
    assert client.post(f"{joining}confirmed/").status_code == 302
    answer = client.post("/login/", {"username": "ada", "password": PASSWORD, "next": joining})
    assert answer["Location"] == joining


@pytest.mark.parametrize("code", ["wrong", "None"])
def test_join_link_that_is_switched_off_says_so(code: str, course: Course, ada: User, client: Client) -> None:
    client.force_login(ada)
    answer = client.get(f"/join/{code}/")
    assert (answer.status_code, "This link does not work" in answer.text) == (404, True)
    assert client.post(f"/join/{code}/confirmed/").status_code == 404
    assert client.post(f"/join/{code}/account/", {}).status_code == 404
    assert courses_of(ada) == []


def ask(client: Client, joining: str, email: str = "new@example.edu") -> tuple[str, str]:
    form = {"first_name": "Nina", "last_name": "Neu", "email": email}
    answer = client.post(f"{joining}account/", form, follow=True)
    return answer.redirect_chain[-1][0], re.sub(r'value="\w{64}"', "", answer.text)


def test_account_is_made_by_the_link_in_the_letter(joining: str, client: Client) -> None:
    ask(client, joining, "New@Example.edu")
    assert User.objects.count() == 0
    address = link("account/")
    assert "new@example.edu" in client.get(address).text
    assert User.objects.count() == 0  # mail programs open links to look at them
    page = set_password(client, address)
    assert "Welcome! You are in the course “Neural networks” now." in page
    made = User.objects.get()
    assert (made.username, made.email, str(made)) == ("new@example.edu", "new@example.edu", "Nina Neu")
    assert (courses_of(made), made.is_staff) == ([("Neural networks", "student")], False)


def test_account_asked_for_twice_is_one(joining: str, client: Client) -> None:
    ask(client, joining)
    first = link("account/")
    cache.clear()  # a minute later
    ask(client, joining)
    set_password(client, link("account/"))
    client.logout()
    answer = client.post(first, {"new_password1": "stolen horse 1", "new_password2": "stolen horse 1"})
    assert answer.status_code == 302
    assert User.objects.get().check_password(PASSWORD)


def test_asking_for_an_account_tells_nobody_who_has_one(joining: str, ada: User, client: Client) -> None:
    assert ask(client, joining, "new@example.edu") == ask(client, joining, "ada@example.edu")
    assert [letter.to for letter in mail.outbox] == [["new@example.edu"], ["ada@example.edu"]]


def test_account_link_that_was_changed_or_is_late_makes_nothing(
    joining: str, client: Client, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, joining)
    address = link("account/")
    form = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(address[:-2] + "/", form).status_code == 404
    later = 3 * 24 * 3600 + 1
    now = time.time()
    with monkeypatch.context() as clock:
        clock.setattr("django.core.signing.time.time", lambda: now + later)
        assert client.post(address, form).status_code == 404
    courses.open_joining(course)  # renewed: the old one ended
    assert client.post(address, form).status_code == 404
    assert User.objects.count() == 0


def test_account_page_says_when_mail_cannot_be_sent(joining: str, client: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    form = {"first_name": "Nina", "last_name": "Neu", "email": "new@example.edu"}
    answer = client.post(f"{joining}account/", form)
    said = "The message could not be sent. Try again in a few minutes."
    assert answer.context["form"].non_field_errors() == [said]
    assert 'value="new@example.edu"' in answer.text
