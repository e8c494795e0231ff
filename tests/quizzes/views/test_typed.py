"""What strangers type is kept for a sign-in, shortly, and in no session of its own where it means nothing."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from quizzes.models import Variant
from quizzes.views.typed import MOST_KEPT

TYPED = {"answer.z": "0.87"}
LOGIN = {"username": "alice", "password": "alice"}


@pytest.mark.parametrize("act", ["save", "check"])
def test_text_of_a_stranger_is_kept_for_an_hour_and_a_session_signed_in_as_usual(
    act: str, variant: Variant
) -> None:
    client = Client()
    client.post(f"/variants/{variant.pk}/{act}/", TYPED)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (client.session.get_expiry_age(), cookie["max-age"]) == (3600, 3600)
    client.post("/login/", LOGIN)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (client.session.get_expiry_age(), cookie["max-age"]) == (settings.SESSION_COOKIE_AGE,) * 2
    assert 'value="0.87"' in client.get(f"/variants/{variant.pk}/", follow=True).text


@pytest.mark.parametrize("act", ["save", "check"])
@pytest.mark.parametrize("after", [1, 10**30])
def test_text_for_numbers_that_nobody_has_makes_no_session(act: str, after: int, variant: Variant) -> None:
    address = f"/variants/{variant.pk + after}/"
    answer = Client().post(f"{address}{act}/", TYPED)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={address}")
    assert Session.objects.count() == 0


def test_text_longer_than_any_form_makes_no_session(variant: Variant) -> None:
    Client().post(f"/variants/{variant.pk}/check/", {"answer.z": "1" * MOST_KEPT})
    assert Session.objects.count() == 0
