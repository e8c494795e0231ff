"""A template tag for pictures: `{% picture item %}`."""

from typing import Any

from django import template

from quizzes.pictures import drawings
from solvers.pictures import Picture

register = template.Library()


@register.inclusion_tag("pictures/figure.html")
def picture(item: Picture) -> dict[str, Any]:
    """Show a picture with its caption."""
    return {"picture": item, "drawings": drawings(item)}
