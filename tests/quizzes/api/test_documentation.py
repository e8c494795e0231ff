"""The API is described whole, as the committed file has it, and shown to people."""

import json
import re

import pytest
import yaml
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.api.documentation import as_yaml, description, kind
from quizzes.api.errors import ERROR_TYPES, TYPE
from quizzes.models import Scope
from tests.server import ROOT

FILE = ROOT / "docs" / "openapi.yaml"
DOCS = "/api/v1/docs/"


def test_committed_description_is_that_of_the_code() -> None:
    assert FILE.read_bytes() == as_yaml(), "`make openapi` writes it anew"


def test_every_operation_says_what_it_does_and_what_it_answers() -> None:
    lacking = [
        (path, method)
        for path, methods in description("en")["paths"].items()
        for method, told in methods.items()
        if not (
            told["summary"] and told["description"] and {"400", "401", "406", "429"} <= set(told["responses"])
        )
    ]
    assert lacking == []


def test_operations_name_their_scopes() -> None:
    named = {
        scope
        for methods in description("en")["paths"].values()
        for told in methods.values()
        for each in told["security"]
        for scope in each.get("token", [])
    }
    assert named <= set(Scope.values)


def test_description_tells_every_type_of_error() -> None:
    types = description("en")["components"]["schemas"]["TypeEnum"]
    assert types["enum"] == [TYPE + slug for slug in ERROR_TYPES]


@pytest.mark.slow
def test_description_is_served_in_both_forms(client: Client) -> None:
    as_json = client.get("/api/v1/openapi.json")
    assert as_json["Content-Type"] == "application/vnd.oai.openapi+json;version=3.1"
    assert json.loads(as_json.content) == description("en")
    assert yaml.safe_load(client.get("/api/v1/openapi.yaml").content) == description("en")


def test_page_shows_every_operation_once(client: Client) -> None:
    page = client.get(DOCS).text
    ids = [
        told["operationId"] for methods in description("en")["paths"].values() for told in methods.values()
    ]
    assert {name: page.count(f'id="{name}"') for name in ids} == dict.fromkeys(ids, 1)


def test_links_of_the_page_lead_somewhere(client: Client) -> None:
    page = client.get(DOCS).text
    assert set(re.findall(r'href="#([^"]+)"', page)) - set(re.findall(r' id="([^"]+)"', page)) == set()


@pytest.mark.slow
@pytest.mark.django_db
def test_page_needs_no_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert client.get(DOCS).status_code == 200


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "date-time"}, "string (date-time)"),
        ({"type": ["string", "null"]}, "string | null"),
        ({"type": "array", "items": {"type": "integer"}}, "list of integer"),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "object of string"),
        ({"type": "object"}, "object"),
        ({"$ref": "#/components/schemas/Course"}, '<a href="#object-Course">Course</a>'),
        ({"oneOf": [{"$ref": "#/x/A"}, {"type": "null"}]}, '<a href="#object-A">A</a> or null'),
        ({"type": "array", "items": {"$ref": "#/x/A"}}, 'list of <a href="#object-A">A</a>'),
        ({"enum": ["a", None]}, "&quot;a&quot; | null"),
        ({}, "any"),
    ],
)
def test_kind_is_said_in_words(schema: dict[str, object], said: str) -> None:
    assert kind(schema) == said


def test_subjects_stand_in_the_order_in_which_they_are_met(client: Client) -> None:
    shown = list(client.get(DOCS).context["tags"])
    assert shown == [
        "api",
        "courses",
        "quizzes",
        "attempts",
        "variants",
        "submissions",
        "problems",
        "markings",
    ]


def test_guide_is_read_on_the_site(client: Client) -> None:
    assert 'href="/api/v1/docs/guide/"' in client.get(DOCS).text
    page = client.get("/api/v1/docs/guide/")
    written = re.findall(r"^## (.*)", (ROOT / "docs" / "rest.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [title for title, _told in page.context["sections"]] == ["", *written]
    assert re.findall(r'href="(?!https?:|/|#)([^"]*)"', page.text) == []
