"""Template filters for the box of one answer: its id, what is asked, its points, which options are ticked."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from solvers.fields import Field

register = template.Library()

COUNTS = (_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"))


@register.filter
def element_id(field: Field) -> str:
    """Return the field's id in the page, which a selector can name as it stands."""
    return "answer-" + field.name.replace(".", "-")


@register.filter
def asked_as(field: Field) -> str:
    """Say in which form the answer is asked: "three decimals", "a whole number", or nothing."""
    match field.kind:
        case "number":
            return _precision(field)
        case "whole":
            return gettext("a whole number")
        case "shape":
            return gettext("a size, such as %(size)s") % {"size": "x".join(("5", "7", "8")[: field.sides])}
        case "formula":
            return gettext("a formula in %(names)s") % {"names": ", ".join(field.variables)}
        case "choices":
            return gettext("tick all that apply")
        case _:
            return ""


@register.filter
def is_among(value: str, typed: str) -> bool:
    """Whether the option of this value is one of those typed, as "1,3"."""
    return value in typed.split(",")


@register.filter
def of(found: Mapping[str, Any], name: str) -> Any:
    """What a mapping has under a name, or nothing."""
    return found.get(name)


@register.filter
def short(points: float) -> str:
    """Return points with the decimals that they need, two at most: 2, 1.5, 0.33."""
    return f"{round(points, 2):g}"


def _precision(field: Field) -> str:
    if field.figures is not None:
        text = ngettext("%(count)s significant figure", "%(count)s significant figures", field.figures)
        return text % {"count": _count(field.figures)}
    if field.places is not None:
        return ngettext("%(count)s decimal", "%(count)s decimals", field.places) % {
            "count": _count(field.places)
        }
    return ""


def _count(number: int) -> str:
    return gettext(COUNTS[number]) if number < len(COUNTS) else str(number)
