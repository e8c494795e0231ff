"""Erasing a person on the command line."""

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import User


def answering(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr("builtins.input", lambda question: answer)


def test_erase_goes_by_name_or_address(alice: User, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.filter(pk=alice.pk).update(email="alice@example.edu")
    call_command("erase_person", "Alice@example.edu", "--noinput")
    assert capsys.readouterr().out == f"Erased. The marks stay under the name erased-{alice.pk}.\n"
    assert User.objects.get().username == f"erased-{alice.pk}"


@pytest.mark.parametrize(("answer", "left"), [("alice", 0), ("yes", 1), ("", 1)])
def test_erase_wants_the_name_typed(
    answer: str, left: int, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, answer)
    if left:
        with pytest.raises(CommandError, match="That is another name"):
            call_command("erase_person", "alice")
    else:
        call_command("erase_person", "alice")
    assert User.objects.filter(username="alice").count() == left


def test_erase_says_what_is_wrong(ines: User) -> None:
    User.objects.create_superuser("root")
    for name, complaint in (
        ("nobody", "Nobody here is called nobody."),
        ("root", "This is an administrator. Take the superuser status away first."),
        ("ines", "A course keeps an instructor. Make somebody else an instructor first."),
    ):
        with pytest.raises(CommandError) as error:
            call_command("erase_person", name, "--noinput")
        assert str(error.value) == complaint
