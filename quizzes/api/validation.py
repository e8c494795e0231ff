"""Refuses what a model refuses, with the place in the body: the rules are the model's, for all surfaces."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from rest_framework.request import Request

from quizzes.api.errors import ApiError, Fault


def check(row: models.Model, exclude: Iterable[str] = ()) -> None:
    """Raise ApiError where the row as it is now may not be stored."""
    try:
        row.full_clean(exclude=set(exclude))
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> ApiError:
    """Return the answer to what a model or an action refused."""
    told: Mapping[str, list[Any]] = error.message_dict if hasattr(error, "error_dict") else {}
    told = told or {NON_FIELD_ERRORS: error.messages}
    return ApiError(
        "invalid-request",
        errors=[
            Fault(str(message), pointer="" if name == NON_FIELD_ERRORS else f"/{name}")
            for name, messages in told.items()
            for message in messages
        ],
    )


def flag(request: Request, name: str) -> bool:
    """Return whether a parameter of the address says true."""
    given = request.query_params.get(name, "false")
    if given not in ("true", "false"):
        raise ApiError("invalid-request", errors=[Fault(_("Write true or false."), parameter=name)])
    return given == "true"
