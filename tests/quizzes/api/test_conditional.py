"""What was changed since it was read is not changed over."""

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError


def test_etag_is_strong_and_tells_parts_apart() -> None:
    tags = [etag(1, "a"), etag(1, "b"), etag("1", "a"), etag(1, "a", None), etag("1a")]
    assert len(set(tags)) == 5
    assert [tag[0] + tag[-1] for tag in tags] == ['""'] * 5
    assert etag(1, "a") == etag(1, "a")


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ('"now"', None),
        ('"then", "now"', None),
        ("*", None),
        ('"then"', "precondition-failed"),
        ('W/"now"', None),
        ('W/"then"', "precondition-failed"),
        ("now", "precondition-failed"),
        ("", "precondition-required"),
        ("  ", "precondition-required"),
    ],
)
def test_change_needs_the_etag_that_is_now(sent: str, refused: str | None) -> None:
    request = Request(APIRequestFactory().put("/", headers={"If-Match": sent}))
    if refused is None:
        check_match(request, '"now"')
    else:
        with pytest.raises(ApiError) as error:
            check_match(request, '"now"')
        assert error.value.slug == refused
