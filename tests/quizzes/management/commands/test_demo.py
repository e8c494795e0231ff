"""The demo: complete at first, and left alone afterwards."""

import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from quizzes.actions.problems import LIBRARY
from quizzes.models import Course, Enrolment, Problem, Question, Quiz, User

pytestmark = pytest.mark.django_db


def _demo(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    call_command("demo")
    return [line.split() for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def _var(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


def test_demo_asks_every_problem_that_ships_in_the_order_to_learn_by(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _demo(capsys)
    practice = Quiz.objects.get(title="Forward pass")
    asked = list(practice.questions.values_list("problem_version__problem__slug", flat=True))
    assert asked == [
        "sigmoid-neuron",
        "relu-output-layer",
        "medical-diagnosis",
        "squashed-gaussian",
        "network-2-2-1",
        "learning-rate",
        "convolution-output",
        "cnn-table-mnist",
        "cnn-table-cifar-10",
        "comparing-networks",
        "trained-or-not",
        "batch-normalisation-counts",
    ]
    assert sorted(asked) == sorted(path.stem for path in LIBRARY.glob("*.md"))


def test_demo_has_a_quiz_of_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    _demo(capsys)
    kinds = Quiz.objects.values_list("title", "tries", "time_limit", "feedback_when")
    assert list(kinds) == [
        ("Forward pass", None, None, "at_once"),
        ("Homework: sizes and parameters", 5, None, "at_once"),
        ("Exam: neurons", None, 30, "after_close"),
    ]


def test_demo_prints_logins_that_work(capsys: pytest.CaptureFixture[str]) -> None:
    logins = _demo(capsys)
    assert [(role, name) for role, name, _password in logins] == [("student", "sam"), ("instructor", "ines")]
    for role, name, password in logins:
        user = User.objects.get(username=name)
        assert user.check_password(password)
        assert (user.is_staff, user.is_superuser) == (role == "instructor", False)
    assert sorted(Enrolment.objects.values_list("user__username", "role")) == [
        ("ines", "instructor"),
        ("sam", "student"),
    ]


def test_demo_again_prints_the_same_and_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    first = _demo(capsys)
    counts = [model.objects.count() for model in (Course, Quiz, Question, Problem, User)]
    assert _demo(capsys) == first
    assert [model.objects.count() for model in (Course, Quiz, Question, Problem, User)] == counts


def test_demo_makes_new_passwords_where_the_old_are_lost(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    first = _demo(capsys)
    (settings.VAR_DIR / "logins.txt").unlink()
    second = _demo(capsys)
    assert {password for *_, password in first}.isdisjoint(password for *_, password in second)
    assert User.objects.get(username="sam").check_password(second[0][2])


def test_demo_keeps_logins_for_their_owner_only(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    _demo(capsys)
    assert stat.S_IMODE((settings.VAR_DIR / "logins.txt").stat().st_mode) == 0o600
