"""What pasted characters become, and where in the typed text they came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.characters import clean, is_blank, visible
from grader.answers.errors import AnswerError
from tests.grader.answers.refusals import refusal


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("0.705", "0.705"),
        ("  0.705\t\n", "0.705"),
        ("1 \u00a0\u2009 2", "1 2"),
        ("１２．５", "12.5"),
        ("٣٫٥", "3.5"),
        ("१२", "12"),
        ("𝟎.𝟕", "0.7"),
        ("\ufeff0\u200b.7\u200e05\u2069", "0.705"),
        ("w²", "w^(2)"),
        ("10⁻¹²", "10^(-12)"),
        ("w²w", "w^(2)w"),
        ("w⁽ˣ⁺¹⁾", "w^((x+1))"),
        ("2×3·4⋅5∙6", "2*3*4*5*6"),
        ("6÷3⁄2∕1", "6/3/2/1"),
        ("𝑤", "w"),
        ("63х25", "63x25"),
        ("y ≃ 3 ～ 3", "y ≈ 3 ≈ 3"),
        ("1’234", "1'234"),
        ("٪", "%"),
        ("w₁", "w₁"),
        ("½", "½"),
    ],
)
def test_clean_gives_plain_characters(typed: str, plain: str) -> None:
    assert clean(typed).text == plain


@pytest.mark.parametrize("dash", "-−–—―‐‑‒﹣－⁃˗➖")
def test_clean_reads_every_dash_as_minus(dash: str) -> None:
    assert clean(f"{dash}5").text == "-5"


def test_clean_keeps_the_typed_positions() -> None:
    plain = clean("\ufeff 1\u200b0⁻³w")
    assert plain.text == "10^(-3)w"
    assert plain.origins == (2, 4, 5, 5, 5, 6, 7, 7, 8)


def test_clean_keeps_the_override_that_shows_digits_reversed() -> None:
    assert clean("\u202e507.0").text == "\u202e507.0"


def test_clean_refuses_long_texts() -> None:
    assert clean(" " * 500 + "1" * 200).text == "1" * 200
    error = refusal(clean, "1" * 201)
    assert (error.position, error.reason) == (200, "long")


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "\u00a0", "\u200b", "\ufeff \u2060"])
def test_is_blank_for_spaces_and_invisible_characters(typed: str) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize("typed", ["0", "-", ".", " x "])
def test_is_blank_for_nothing_else(typed: str) -> None:
    assert not is_blank(typed)


def test_visible_leaves_spaces_and_invisible_characters_out() -> None:
    assert visible(" 1 2 ") == "12"
    assert visible("− 1\u200b") == "−1"


@given(st.text(max_size=300))
def test_clean_never_raises_anything_else(typed: str) -> None:
    try:
        plain = clean(typed)
    except AnswerError:
        return
    assert len(plain.origins) == len(plain.text) + 1
    assert list(plain.origins) == sorted(plain.origins)
    assert is_blank(typed) == (plain.text == "")
