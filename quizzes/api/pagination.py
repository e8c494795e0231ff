"""Long lists, a page at a time: a cursor that stays right while rows come and go."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.errors import ApiError, Fault

MOST = 500
USUAL = 100


class Pages(CursorPagination):
    """`?page_size=` and `?cursor=`; the addresses of the pages beside stand in body and `Link`."""

    page_size = USUAL
    page_size_query_param = "page_size"
    max_page_size = MOST
    template = None

    def get_page_size(self, request: Request) -> int:
        """Return the size asked for; what is no size is refused, as the caller would miss rows."""
        asked = request.query_params.get("page_size", str(USUAL))
        if asked.isascii() and asked.isdigit() and len(asked) < 6 and 1 <= int(asked) <= MOST:
            return int(asked)
        detail = _("Write a number from 1 to %(most)s.") % {"most": MOST}
        raise ApiError("invalid-request", errors=[Fault(detail, parameter="page_size")])

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """Return the rows of the page."""
        self.meta = queryset.model._meta
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Any:
        """Return the place in the list."""
        try:
            cursor = super().decode_cursor(request)
            if cursor and cursor.position is not None:
                name = self.ordering[0].removeprefix("-")
                field = self.meta.pk if name == "pk" else self.meta.get_field(name)
                field.clean(cursor.position, None)
        except (NotFound, ValidationError) as error:
            detail = _("Use the address that the answer before gave under `next` or `previous`.")
            raise ApiError("invalid-request", errors=[Fault(detail, parameter="cursor")]) from error
        return cursor

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page, with links to the pages beside it (RFC 8288)."""
        beside = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        headers = {"Link": link} if (link := _link(beside)) else {}
        return Response({"results": data, **beside}, headers=headers)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters."""
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
        return [
            {"name": name, "in": "query", "required": False, "description": told, "schema": schema}
            for name, told, schema in (
                ("cursor", _("From the address of the page beside."), {"type": "string"}),
                ("page_size", _("How many on a page."), size),
            )
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": address, "previous": address},
        }


def _link(beside: Mapping[str, str | None]) -> str:
    relations = {"next": "next", "previous": "prev"}
    return ", ".join(f'<{address}>; rel="{relations[name]}"' for name, address in beside.items() if address)
