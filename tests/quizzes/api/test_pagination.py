"""Long lists come in pages that stay right while rows come and go."""

import re
from base64 import b64encode

import pytest
from django.test import Client

from quizzes.models import Course
from tests.quizzes.api.clients import problem

pytestmark = [pytest.mark.urls("tests.quizzes.api.endpoints"), pytest.mark.django_db]
COURSES = "/api/v1/courses/"


@pytest.fixture
def admin(admin_client: Client) -> Client:
    for number in range(5):
        Course.objects.create(title=f"C{number}")
    return admin_client


def test_pages_lead_to_each_other(admin: Client) -> None:
    seen, address = [], f"{COURSES}?page_size=2"
    while address:
        answer = admin.get(address)
        page = answer.json()
        seen.append([each["title"] for each in page["results"]])
        links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', answer.get("Link", "")))
        beside = {page["next"]: "next", page["previous"]: "prev"}
        assert links == {url: relation for url, relation in beside.items() if url}
        address = page["next"]
    assert seen == [["C0", "C1"], ["C2", "C3"], ["C4"]]


def test_page_leads_back(admin: Client) -> None:
    second = admin.get(admin.get(f"{COURSES}?page_size=2").json()["next"]).json()
    first = admin.get(second["previous"]).json()
    assert [each["title"] for each in first["results"]] == ["C0", "C1"]
    assert first["previous"] is None


def test_row_that_comes_or_goes_moves_no_other(admin: Client) -> None:
    first = admin.get(f"{COURSES}?page_size=2").json()
    Course.objects.filter(title="C0").delete()
    Course.objects.create(title="C5")
    second = admin.get(first["next"]).json()
    assert [each["title"] for each in second["results"]] == ["C2", "C3"]


def test_list_on_one_page_has_no_links(admin: Client) -> None:
    answer = admin.get(COURSES)
    page = answer.json()
    assert (len(page["results"]), page["next"], page["previous"]) == (5, None, None)
    assert "Link" not in answer


def test_pages_keep_the_filters(admin: Client) -> None:
    first = admin.get(f"{COURSES}?page_size=1&title=C3").json()
    assert ([each["title"] for each in first["results"]], first["next"]) == (["C3"], None)
    least = Course.objects.get(title="C1").pk
    after = admin.get(f"{COURSES}?page_size=2&id__gt={least}").json()
    rest = admin.get(after["next"]).json()
    assert [each["title"] for each in rest["results"]] == ["C4"]


@pytest.mark.parametrize(
    "place", ["p=abc", "p=nan", "p=", "p=9999999999999999999999", "p=1%00", "o=-1", "r=x&p=1"]
)
def test_cursor_that_nobody_was_given_is_refused(place: str, admin: Client) -> None:
    cursor = b64encode(place.encode()).decode()
    answer = admin.get(COURSES, {"cursor": cursor})
    assert problem(answer) == (400, "invalid-request", ["cursor"])
