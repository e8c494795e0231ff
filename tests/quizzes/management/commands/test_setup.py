"""Preparing a real site, without anybody to ask."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.sites.models import Site
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import Settings

from quizzes.models import User

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "username": "root",
    "email": "root@example.edu",
    "name": "Quizzes of Example",
    "host": "quiz.example.edu",
}


@pytest.fixture(autouse=True)
def _environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["quiz.example.edu"]
    monkeypatch.setenv("ADMIN_PASSWORD", "a long and winding road")


def _setup(**options: Any) -> None:
    call_command("setup", interactive=False, **options)


def test_setup_makes_the_administrator_and_names_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    _setup(**EVERYTHING)
    user = User.objects.get()
    assert (user.username, user.email, user.is_superuser, user.is_staff) == (
        "root",
        "root@example.edu",
        True,
        True,
    )
    assert user.check_password("a long and winding road")
    site = Site.objects.get_current()
    assert (site.name, site.domain) == ("Quizzes of Example", "quiz.example.edu")
    assert capsys.readouterr().out.splitlines() == [
        "The database is up to date.",
        "The administrator is root.",
        "Quizzes of Example is ready.",
    ]


def test_setup_again_changes_only_what_is_given() -> None:
    _setup(**EVERYTHING)
    _setup(name="Another name")
    site = Site.objects.get_current()
    assert (site.name, site.domain, User.objects.count()) == ("Another name", "quiz.example.edu", 1)


@pytest.mark.parametrize(
    ("options", "password", "complaint"),
    [
        ({"host": None}, "a long and winding road", "Host name is missing: give --host."),
        ({"username": None}, "a long and winding road", "Administrator's login is missing: give --username."),
        ({"email": None}, "a long and winding road", "Administrator's e-mail is missing: give --email."),
        ({"email": "nonsense"}, "a long and winding road", "Enter a valid email address."),
        ({}, "", "The password is missing: set ADMIN_PASSWORD in the environment."),
        ({}, "password", "This password is too common."),
        (
            {"host": "evil.example.com"},
            "a long and winding road",
            "The site would refuse requests for evil.example.com: set ALLOWED_HOSTS=evil.example.com first.",
        ),
    ],
)
def test_setup_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, str | None], password: str, complaint: str
) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", password)
    with pytest.raises(CommandError) as error:
        _setup(**(EVERYTHING | options))
    assert str(error.value) == complaint
    assert not User.objects.exists()


def test_setup_makes_nobody_an_administrator_who_was_there_before() -> None:
    User.objects.create_user("alice")
    with pytest.raises(CommandError) as error:
        _setup(**(EVERYTHING | {"username": "alice"}))
    assert str(error.value) == "alice exists and is no administrator: choose another login."


def test_setup_sends_a_test_message(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    _setup(**EVERYTHING, mail_to="dean@example.edu")
    assert [(message.to, message.from_email) for message in mail.outbox] == [
        (["dean@example.edu"], settings.DEFAULT_FROM_EMAIL)
    ]
    assert "A test message went to dean@example.edu." in capsys.readouterr().out.splitlines()


def test_setup_says_when_mail_fails(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError) as error:
        _setup(**EVERYTHING, mail_to="dean@example.edu")
    assert str(error.value) == (
        "The message could not be sent ([Errno 111] Connection refused):"
        " look at EMAIL_URL and DEFAULT_FROM_EMAIL."
    )


def test_setup_keeps_mail_in_files_until_a_server_is_named(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    _setup(**EVERYTHING, mail_to="dean@example.edu")
    assert f"A test message went to {tmp_path}." in capsys.readouterr().out.splitlines()
    assert len(list(tmp_path.iterdir())) == 1
