"""The description of the API: as OpenAPI for programs, and as a page for people, made from the same."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

from quizzes.api.errors import ERROR_TYPES, TYPE
from quizzes.models import Scope
from quizzes.text import render as markdown

Json = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
# In the order in which an integrator meets them; what is not here comes after.
TAGS = ("api", "courses", "quizzes", "attempts", "variants", "submissions", "problems", "markings")
GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "rest.md"
_IN_THE_PROJECT = re.compile(r"\[([^\]]+)\]\((?!https?:|/)[^)]+\)")


@lru_cache(maxsize=8)
def description(language: str | None) -> Json:
    """Return what OpenAPI says of the API, with its texts in this language."""
    found: Json = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(found, default=str))


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """Give the description to programs."""
    text = json.dumps(description(get_language()), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/vnd.oai.openapi+json;version=3.1")


@require_safe
def openapi_yaml(request: HttpRequest) -> HttpResponse:
    """Give the description to programs, and to who reads it as it is."""
    return HttpResponse(as_yaml(), content_type="application/vnd.oai.openapi;version=3.1; charset=utf-8")


def as_yaml() -> bytes:
    """Return the description as docs/openapi.yaml has it."""
    text: bytes = OpenApiYamlRenderer().render(description(get_language()), renderer_context={})
    return text


@dataclass(frozen=True)
class Member:
    """One parameter of an address, or one member of an object."""

    name: str
    kind: str
    needed: bool
    told: str
    place: str = ""


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    id: str
    method: str
    path: str
    summary: str
    told: str
    scope: str
    parameters: list[Member]
    body: str
    answers: list[tuple[str, str, str]]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show the description to people."""
    return render(request, "api/docs.html", _shown(get_language()))


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide for integrators, which stands in docs/rest.md."""
    return render(request, "api/guide.html", {"sections": _sections()})


@lru_cache(maxsize=1)
def _sections() -> list[tuple[str, SafeString]]:
    """The guide's sections, the first of them without a title; files of the project are named, not linked."""
    text = GUIDE.read_text(encoding="utf-8").replace("](openapi.yaml)", f"]({reverse('api_openapi_yaml')})")
    first, *others = _IN_THE_PROJECT.sub(r"\1", text).split("\n## ")
    parts = [("", first.partition("\n")[2]), *(tuple(other.split("\n", 1)) for other in others)]
    return [(title, _reachable(markdown(told.replace("\n### ", "\n# ")))) for title, told in parts]


def _reachable(html: SafeString) -> SafeString:
    """Have the keyboard reach what scrolls."""
    return mark_safe(html.replace("<pre>", '<pre tabindex="0">'))  # noqa: S308  it was cleaned before


@lru_cache(maxsize=8)
def _shown(language: str | None) -> Json:
    found = description(language)
    by_tag: dict[str, list[Operation]] = {}
    for path, methods in found["paths"].items():
        for method in METHODS:
            if method in methods:
                told = methods[method]
                by_tag.setdefault(told["tags"][0], []).append(_operation(path, method, told))
    order = sorted(by_tag, key=lambda tag: (TAGS.index(tag) if tag in TAGS else len(TAGS), tag))
    return {
        "tags": {tag: by_tag[tag] for tag in order},
        "schemas": [(name, list(_members(told))) for name, told in found["components"]["schemas"].items()],
        "scopes": Scope,
        "errors": [(TYPE + slug, told.status, told.title) for slug, told in ERROR_TYPES.items()],
    }


def _operation(path: str, method: str, told: Json) -> Operation:
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        told=_text(told.get("description", "")),
        scope=", ".join(next(each["token"] for each in told["security"] if "token" in each)),
        parameters=[
            Member(
                each["name"],
                kind(each["schema"]),
                each.get("required", False),
                _text(each.get("description", "")),
                each["in"],
            )
            for each in told.get("parameters", [])
        ],
        body=_content(told.get("requestBody", {})),
        answers=[
            (status, _content(each), _text(each.get("description", "")))
            for status, each in told["responses"].items()
        ],
    )


def _text(told: str) -> str:
    return markdown(told) if told else ""


def _content(told: Json) -> str:
    """The kind of a body: "" for none."""
    for media_type, content in told.get("content", {}).items():
        return kind(content["schema"]) if "schema" in content else media_type
    return ""


def _members(schema: Json) -> Iterator[Member]:
    needed = schema.get("required", [])
    for name, told in schema.get("properties", {}).items():
        yield Member(name, kind(told), name in needed, _text(told.get("description", "")))
    if "enum" in schema:
        yield Member("", kind(schema), True, _text(schema.get("description", "")))


def kind(schema: Mapping[str, Any]) -> SafeString:
    """Say in words what a schema takes, with links to the objects."""
    several = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf")
    if several:
        return _joined(_(" or "), [kind(each) for each in several])
    if "$ref" in schema:
        return format_html('<a href="#object-{0}">{0}</a>', str(schema["$ref"]).rsplit("/", 1)[-1])
    if "enum" in schema:
        return _joined(" | ", [json.dumps(value, ensure_ascii=False) for value in schema["enum"]])
    return _plain(schema)


def _plain(schema: Mapping[str, Any]) -> SafeString:
    types = schema.get("type", "any")
    types = [types] if isinstance(types, str) else list(types)
    if "array" in types:
        inside = kind(schema.get("items", {}))
        types[types.index("array")] = format_html(_("list of {kind}"), kind=inside)
    if "object" in types and isinstance(schema.get("additionalProperties"), dict):
        inside = kind(schema["additionalProperties"])
        types[types.index("object")] = format_html(_("object of {kind}"), kind=inside)
    words = _joined(" | ", types)
    return format_html("{} ({})", words, schema["format"]) if "format" in schema else words


def _joined(between: str, words: list[str]) -> SafeString:
    return format_html_join(between, "{}", ((word,) for word in words))
