"""From a drawing to SVG: with classes for our own pages, or with its look in it for everybody else's."""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from quizzes.pictures.look import LOOK, PLAIN_ROLES, WORDS
from quizzes.pictures.shapes import Drawing, Edge, Face, Rounded, Shape, Text
from solvers.pictures import Picture


def svg(picture: Picture, drawing: Drawing, standing_alone: bool = False) -> SafeString:
    """Return the drawing of a picture; `standing_alone`: it needs no stylesheet."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" viewBox="{drawing.view_box}"'
        f' width="{drawing.natural_width}" height="{drawing.natural_height}"'
        f"{' ' + WORDS if standing_alone else ''}>"
        f"<title>{escape(picture.title)}</title><desc>{escape(picture.description)}</desc>"
    ]
    parts += [_shape(shape, standing_alone) for shape in drawing.shapes]
    return mark_safe("".join(parts) + "</svg>")  # noqa: S308  (all text in it is escaped)


def _shape(shape: Shape, standing_alone: bool) -> str:
    match shape:
        case Text():
            return _text(shape, standing_alone)
        case Edge():
            path = f'<path{_role(shape.role, standing_alone)} d="{shape.d}"/>'
            if not shape.arrow:
                return path
            head = _role(f"head-{shape.role}", standing_alone)
            return f'{path}<polygon{head} points="{shape.head}"/>'
        case Rounded():
            return (
                f'<rect{_role(shape.role, standing_alone)} x="{shape.x}" y="{shape.y}"'
                f' width="{shape.width}" height="{shape.height}" rx="{shape.radius}"/>'
            )
        case Face():
            return f'<polygon{_role(shape.role, standing_alone)} points="{shape.points}"/>'


def _text(text: Text, standing_alone: bool) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    role = _role(text.role, standing_alone)
    runs = "".join(_run(part.text, part.shift, part.size) for part in text.parts)
    return f'<text{role} x="{text.x}" y="{text.y}" font-size="{text.font}"{anchor}>{runs}</text>'


def _run(text: str, shift: int, size: str) -> str:
    if not shift and not size:
        return escape(text)
    dy = f' dy="{shift}"' if shift else ""
    font = f' font-size="{size}"' if size else ""
    return f"<tspan{dy}{font}>{escape(text)}</tspan>"


@lru_cache(maxsize=256)
def _role(role: str, standing_alone: bool) -> str:
    classes = " ".join(f"d-{name}" for name in role.split())
    look = "" if not standing_alone or role in PLAIN_ROLES else LOOK[role]
    return f' class="{classes}"{look}'
