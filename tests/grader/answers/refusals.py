"""How tests see a refusal: where in the typed text, and why."""

from collections.abc import Callable
from typing import Any

import pytest

from grader.answers.errors import AnswerError, words


def refusal(read: Callable[..., Any], *arguments: Any, **options: Any) -> AnswerError:
    """The error `read` refuses with."""
    with pytest.raises(AnswerError) as caught:
        read(*arguments, **options)
    return caught.value


def read_or_refuse(read: Callable[..., Any], typed: str, *arguments: Any, **options: Any) -> Any:
    """What `read` returns, None where it refuses; any other exception fails the test."""
    try:
        return read(typed, *arguments, **options)
    except AnswerError as caught:
        error = caught
    assert 0 <= error.position <= len(typed)
    assert words(error).endswith(".")
    return None
