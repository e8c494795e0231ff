"""A token brings its variant back, and nobody else makes or changes one."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from quizzes.sealed import seal
from quizzes.variant_tokens import LONGEST, Sealed, TokenBrokenError, read, written

RECORD = {"givens": {"w": [0.2]}, "values": {"z": 0.8712}, "answers": {"z": 0.8712}, "bands": {}}
CONTENT = Sealed(7, "feedback", 1_800_000_000, "course 3", RECORD)


def test_token_brings_back_what_it_carries() -> None:
    assert read(written(CONTENT)) == CONTENT


def test_token_can_stand_in_an_address_and_is_never_the_same() -> None:
    tokens = {written(CONTENT) for _ in range(5)}
    assert len(tokens) == 5
    assert {character for token in tokens for character in token if not character.isalnum()} <= set("-_")


@pytest.mark.parametrize("secret", [b"0.8712", b"answers", b"course 3", b"feedback"])
def test_token_tells_nothing(secret: bytes) -> None:
    token = written(CONTENT)
    assert secret not in token.encode()
    assert secret not in base64.urlsafe_b64decode(token + "==")


def test_tokens_of_one_problem_are_equally_long_whatever_is_right() -> None:
    options = [{"values": {f"o.{n}": n < right for n in range(8)}} for right in range(9)]
    assert len({len(written(replace(CONTENT, record=record))) for record in options}) == 1


@pytest.mark.parametrize("place", range(0, 720, 23))
def test_changed_character_is_refused(place: int) -> None:
    token = written(CONTENT)
    other = "A" if token[place] != "A" else "B"
    with pytest.raises(TokenBrokenError):
        read(token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize("length", [0, 1, 2, 3, 15, 16, 17, 40, 718, 719])
def test_token_cut_off_is_refused(length: int) -> None:
    token = written(CONTENT)
    assert len(token) == 720
    with pytest.raises(TokenBrokenError):
        read(token[:length])


@given(st.text(max_size=200))
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(TokenBrokenError):
        read(text)


@pytest.mark.parametrize("text", ["\ud800", "é" * 40, "A" * (LONGEST + 1), "A" * 720, " " + written(CONTENT)])
def test_strange_text_is_refused(text: str) -> None:
    with pytest.raises(TokenBrokenError):
        read(text)


def test_what_was_sealed_for_something_else_is_refused() -> None:
    sealed = base64.urlsafe_b64encode(seal("something else", b"[1]")).decode().rstrip("=")
    with pytest.raises(TokenBrokenError):
        read(sealed)


def test_former_secret_key_reads_and_another_does_not(settings: Settings) -> None:
    token, former = written(CONTENT), settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    with pytest.raises(TokenBrokenError):
        read(token)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert read(token) == CONTENT
