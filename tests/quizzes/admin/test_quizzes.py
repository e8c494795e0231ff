"""The page of a quiz in the admin."""

import pytest
from django.test import Client


@pytest.mark.parametrize("key", ["x", "1/x.css", "²", "99999999999999999999"])
def test_address_of_no_quiz_leads_back(key: str, as_ines: Client) -> None:
    answer = as_ines.get(f"/admin/quizzes/quiz/{key}/change/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
