"""Every reason has words, and messages stay short and printable."""

import string
from typing import get_args

import pytest

from grader.answers.errors import AnswerError, Reason, words

DETAILS = {"found": "F", "first": "1234", "second": "1.234", "limit": "40", "allowed": "w and exp()"}


@pytest.mark.parametrize("reason", get_args(Reason))
def test_words_are_a_sentence_for_every_reason(reason: Reason) -> None:
    sentence = words(AnswerError(0, reason, **DETAILS))
    assert sentence[0] in string.ascii_uppercase + '"'
    assert sentence.endswith(".")


def test_words_show_both_readings() -> None:
    error = AnswerError(1, "readings", first="1234", second="1.234")
    assert words(error) == "This can be read as 1234 or as 1.234. Type it so that only one reading is left."


def test_details_are_cut_short() -> None:
    assert AnswerError(0, "character", found="a" * 41).details["found"] == "a" * 39 + "…"
    assert AnswerError(0, "character", found="a" * 40).details["found"] == "a" * 40


def test_details_name_what_cannot_be_seen() -> None:
    assert AnswerError(0, "character", found="\u202e").details["found"] == "U+202E"


def test_allowed_names_are_never_cut() -> None:
    assert AnswerError(0, "label", allowed="a" * 100).details["allowed"] == "a" * 100


def test_braces_in_the_typed_text_are_only_text() -> None:
    sentence = words(AnswerError(0, "not a number", found="{limit}"))
    assert sentence == 'Type a number in digits: "{limit}" is not one.'
