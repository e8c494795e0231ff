"""Template filters for the box of one answer: its id, what is asked, its points, which options are ticked."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from grader import Part, Reading
from quizzes.queries.sheet_rows import Row
from quizzes.text import render_inline, render_math
from solvers.fields import Field

register = template.Library()

COUNTS = (_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"))


STATES = {
    "correct": _("correct"),
    "checked": _("checked"),
    "closed": _("no try left"),
    "shown": _("solution shown"),
    "saved": _("saved"),
    "seen": _("opened"),
    "unseen": _("not opened"),
}
VERDICTS = {
    "correct": _("Correct"),
    "imprecise": _("Right, but too few decimals"),
    "unreadable": _("Could not be read"),
    "blank": _("Blank"),
    "wrong": _("Not quite"),
}
DISC = '<circle class="icon-disc" cx="10" cy="10" r="9"/>'
RING = '<circle class="icon-ring" cx="10" cy="10" r="8"/>'
ICONS = {
    "correct": DISC + '<path class="icon-line" d="m5.8 10.4 2.9 2.9 5.6-6.2"/>',
    "follows": DISC + '<path class="icon-line" d="M5.5 6.5v2.2c0 1.6.9 2.5 2.5 2.5h6M11.2 8.2l3 3-3 3"/>',
    "wrong": DISC + '<path class="icon-line" d="m6.8 6.8 6.4 6.4m0-6.4-6.4 6.4"/>',
    "imprecise": RING + '<path class="icon-half" d="M10 4.5a5.5 5.5 0 0 1 0 11z"/>',
    "unreadable": RING
    + '<path class="icon-mark" d="M7.9 8a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.6m0 2.6v.1"/>',
    "blank": RING.replace("icon-ring", "icon-ring icon-dashed") + '<path class="icon-mark" d="M7 10h6"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The picture of a verdict; the words beside it say the same."""
    drawn = ICONS[name]
    return mark_safe(  # noqa: S308  (from the table above)
        f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{drawn}</svg>'
    )


@register.filter
def state_words(state: str) -> str:
    """How far a question is, in words."""
    return gettext(STATES[state])


@register.filter
def verdict_words(verdict: str) -> str:
    """A verdict in words."""
    return gettext("Follows") if verdict == "follows" else gettext(VERDICTS[verdict])


@register.simple_tag
def verdict(part: Part, element: str = "") -> SafeString:
    """How an answer was marked and what there is to say of it; the box refers to it by its id."""
    feedback = render_inline(part.feedback) if part.feedback else ""
    if part.verdict == "follows":
        said = format_html("<strong>{}</strong>", feedback)
    else:
        said = format_html("<strong>{}</strong>", gettext(VERDICTS[part.verdict]))
        if feedback:
            said = format_html('{} <span class="feedback">{}</span>', said, feedback)
    named = format_html(' id="{}-verdict"', element) if element else ""
    drawn = icon(part.verdict)
    return format_html(
        '<p class="verdict verdict-{}"{}>{}<span>{}</span></p>', part.verdict, named, drawn, said
    )


@register.simple_tag
def points(out_of: float, earned: float | None = None) -> str:
    """Points in words: "3 points", or with what was earned "1.5 of 3 points"."""
    named = {"points": short(out_of), "earned": None if earned is None else short(earned)}
    one = out_of == 1
    if earned is None:
        return gettext("1 point") if one else gettext("%(points)s points") % named
    return (gettext("%(earned)s of 1 point") if one else gettext("%(earned)s of %(points)s points")) % named


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


@register.simple_tag
def asked(row: Row, element: str) -> SafeString:
    """In which form an answer is asked, and for how many points; the box refers to it by its id."""
    said = " · ".join(filter(None, [asked_as(row.field), points(row.points)]))
    return format_html('<span class="field-asked" id="{}-asked">{}</span>', element, said)


@register.simple_tag
def read_as(reading: Reading, verdict: str = "") -> SafeString:
    """How a typed text is read, and before it is marked, what may be amiss with it."""
    shown = render_math(reading.latex) if reading.latex else reading.text
    read = SafeString()
    if shown:
        read = format_html('<span class="reading-as">{} {}</span>', gettext("read as"), shown)
    if verdict and verdict != "wrong":
        return read
    if reading.problem:
        return format_html('{}<span class="reading-problem">{}</span>', read, reading.problem)
    if reading.hint:
        return format_html('{} <span class="reading-hint">{}</span>', read, reading.hint)
    return read


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
