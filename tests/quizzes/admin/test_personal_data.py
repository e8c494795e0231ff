"""Administrators export and erase a person in the admin; nobody else does."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Enrolment, User, Variant


@pytest.fixture
def as_root(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def page(alice: User, name: str) -> str:
    return f"/admin/quizzes/user/{alice.pk}/{name}/"


def test_administrator_finds_both_on_the_page_of_a_person(as_root: Client, alice: User) -> None:
    shown = as_root.get(page(alice, "change")).text
    assert [f'href="{page(alice, name)}"' in shown for name in ("export", "erase")] == [True, True]


def test_export_is_a_file_of_json(as_root: Client, alice: User, variant: Variant) -> None:
    answer = as_root.get(page(alice, "export"))
    assert answer["Content-Disposition"] == f'attachment; filename="person-{alice.pk}.zip"'
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["personal-data.json"]
        assert json.loads(archive.read("personal-data.json"))["profile"]["username"] == "alice"


def test_erase_asks_first_and_says_what_is_lost(as_root: Client, alice: User, variant: Variant) -> None:
    actions.submit(variant, {"z": "0.5"}, "key")
    shown = as_root.get(page(alice, "erase")).text
    assert "what was typed in 1 submission, and in drafts" in shown
    assert f"under the name erased-{alice.pk}" in shown
    assert User.objects.filter(username="alice").exists()


def test_erase_erases_once_confirmed(as_root: Client, alice: User, variant: Variant) -> None:
    answer = as_root.post(page(alice, "erase"), follow=True)
    assert answer.redirect_chain == [(page(alice, "change"), 302)]
    assert f"Erased. The marks stay under the name erased-{alice.pk}." in answer.text
    assert not User.objects.filter(username="alice").exists()


def test_erase_says_why_somebody_cannot_be_erased(as_root: Client, ines: User) -> None:
    shown = as_root.post(page(ines, "erase")).text
    assert "A course keeps an instructor. Make somebody else an instructor first." in shown
    root = User.objects.get(username="root")
    assert "Take the superuser status away first." in as_root.post(page(root, "erase")).text
    assert User.objects.filter(username__in=["ines", "root"]).count() == 2


@pytest.mark.parametrize("role", Enrolment.Role.values)
@pytest.mark.parametrize("name", ["export", "erase"])
def test_nobody_else_may(role: str, name: str, alice: User, bob: User, as_bob: Client) -> None:
    actions.enrol(alice.enrolments.get().course, bob, role)
    refused = 403 if role == Enrolment.Role.INSTRUCTOR else 302
    assert as_bob.get(page(alice, name)).status_code == refused
    assert as_bob.post(page(alice, name)).status_code == refused
    assert User.objects.filter(username="alice").exists()
    assert page(alice, name) not in as_bob.get(page(alice, "change")).text
