"""Bodies are read as strictly as they are stored."""

from io import BytesIO
from typing import Any

import pytest
from rest_framework.exceptions import ParseError

from quizzes.api.parsing import StrictJSONParser, no_name_twice


def read(body: bytes) -> Any:
    return StrictJSONParser().parse(BytesIO(body), "application/json", {})


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"a": [1, 2.5, null, true, "\\u00e9"]}', {"a": [1, 2.5, None, True, "é"]}),
        ('{"a": "é"}'.encode(), {"a": "é"}),
        (b'"\\ud83d\\ude00"', "😀"),
        (b'{"a": {"b": 1}, "b": 2}', {"a": {"b": 1}, "b": 2}),
    ],
)
def test_json_is_read(body: bytes, found: Any) -> None:
    assert read(body) == found


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "The body is no JSON: Expecting property name"),
        (b'{"a": 1, "a": 2}', "The body is no JSON: the member 'a' comes twice."),
        (b'{"x": [{"a": 1, "a": 1}]}', "The body is no JSON: the member 'a' comes twice."),
        (b'{"a": NaN}', "The body is no JSON: NaN is no number in JSON."),
        (b'{"a": -Infinity}', "The body is no JSON: -Infinity is no number in JSON."),
        (b'{"a": 1e999}', "The body is no JSON: 1e999 is no number that is kept."),
        (b'{"a": "\xff"}', "The body has to be text in UTF-8."),
        (b'{"a": "\\ud83d"}', "The body has to be text in UTF-8."),
        (b'{"\\udc00": 1}', "The body has to be text in UTF-8."),
        (b"[" * 100_000, "The body is nested too deeply."),
        (b"9" * 5000, "The body is no JSON: Exceeds the limit"),
        (b"", "The body is no JSON: Expecting value"),
    ],
)
def test_what_cannot_be_stored_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(ParseError) as refused:
        read(body)
    assert str(refused.value).startswith(message)


class Name(str):
    """A name that counts how often names are compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Name.compared += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


def test_name_that_comes_twice_is_found_without_comparing_all() -> None:
    names = [*map(str, range(1000)), "999"]
    with pytest.raises(ValueError, match="the member '999' comes twice"):
        no_name_twice([(Name(name), None) for name in names])
    assert Name.compared < len(names)
