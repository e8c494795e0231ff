"""Template tags for pictures: `{% picture item %}`, and within it one for each drawing."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from quizzes.pictures import drawings
from quizzes.pictures.shapes import Drawing
from quizzes.pictures.svg import svg
from solvers.pictures import Picture

register = template.Library()


@register.inclusion_tag("pictures/figure.html")
def picture(item: Picture) -> dict[str, Any]:
    """Show a picture with its caption."""
    return {"picture": item, "drawings": drawings(item)}


@register.simple_tag
def drawn_as_svg(item: Picture, drawing: Drawing) -> SafeString:
    """One drawing of a picture."""
    return svg(item, drawing)
