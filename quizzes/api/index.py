"""The first address of the API: what is here, and who asks."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from quizzes.api.base import ApiView
from quizzes.api.errors import ApiError
from quizzes.api.fields import Strict, TimeField
from quizzes.models import Scope
from quizzes.queries.callers import Caller

VERSION = "1"
# Names of addresses, by what is found there.
LINKS = {"courses": "api_courses", "problems": "api_problems"}


class CallerSerializer(Strict):
    """Who asks."""

    kind = serializers.ChoiceField(choices=["session", "personal token", "course token"])
    name = serializers.CharField(help_text="Of the person, or of the course.")
    course = serializers.IntegerField(allow_null=True, help_text="The one course of a course's token.")
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Scope.choices))
    expires_at = TimeField(allow_null=True)


class IndexSerializer(Strict):
    """What is here."""

    version = serializers.CharField()
    caller = CallerSerializer()
    links = serializers.DictField(child=serializers.URLField())


class Index(ApiView):
    """Where everything begins."""

    scopes = {"GET": None}

    @extend_schema(
        summary=gettext_lazy("What is here, and who asks"),
        description=gettext_lazy("The version, the lists that there are, and what the token may do."),
        responses=IndexSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return what is here, and who asks."""
        links = {name: reverse(route, request=request) for name, route in LINKS.items()}
        found = {"version": VERSION, "caller": _told(self.caller), "links": links}
        return Response(IndexSerializer(found).data)


def _told(caller: Caller) -> dict[str, Any]:
    kind = "session"
    if caller.token:
        kind = "course token" if caller.course else "personal token"
    return {
        "kind": kind,
        "name": str(caller.course or caller.user),
        "course": caller.course.pk if caller.course else None,
        "scopes": sorted(caller.scopes),
        "expires_at": caller.token.expires_at if caller.token else None,
    }


class Anything:
    """Whatever is left of an address: Django's own `path` stops at the end of a line."""

    regex = r"(?s:.+)"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    to_url = to_python


class NoSuchAddress(ApiView):
    """Every other address."""

    schema = None
    scopes = dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"))

    def get(self, request: Request, rest: str) -> Response:
        """Say that there is nothing."""
        raise ApiError("not-found", _("There is nothing at this address. Each ends with a slash."))

    post = put = patch = delete = get
