"""Geometry: what crosses what, and coordinates as text."""

import pytest

from quizzes.pictures.shapes import Edge, Part, Text, coordinate, crosses, overlap, symbol_parts
from solvers.pictures.data import Symbol

BOX = (10.0, 10.0, 20.0, 20.0)


@pytest.mark.parametrize(
    ("start", "end", "crossing"),
    [
        ((0, 15), (30, 15), True),
        ((15, 0), (15, 30), True),
        ((12, 12), (18, 18), True),
        ((0, 0), (30, 30), True),
        ((0, 10), (30, 10), False),
        ((0, 25), (25, 0), True),
        ((0, 15), (9, 15), False),
        ((0, 19), (19, 0), False),
        ((21, 0), (21, 30), False),
    ],
)
def test_line_crosses_the_inside_of_a_box(start, end, crossing) -> None:
    assert crosses(BOX, start, end) == crossing


def test_boxes_that_touch_do_not_overlap() -> None:
    assert overlap(BOX, (19, 19, 30, 30))
    assert not overlap(BOX, (20, 10, 30, 20))


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.36, "-0.4"), (1234.5, "1234.5")])
def test_coordinate_has_a_point_and_one_decimal(value: float, text: str) -> None:
    assert coordinate(value) == text


def test_curved_edge_ends_where_its_last_point_is() -> None:
    edge = Edge(((0, 0), (10, 0), (30, 40)), curved=True)
    assert edge.d == "M0,0L10,0C20,0 20,40 30,40"
    assert edge.polyline[0] == (0, 0)
    assert edge.polyline[-1] == (30, 40)


def test_text_rises_again_behind_a_subscript() -> None:
    assert symbol_parts(Symbol("w", "1"), " = 2") == (
        Part("w"),
        Part("1", below=True, shift=4),
        Part(" = 2", shift=-4),
    )


def test_text_box_follows_its_anchor() -> None:
    lefts = [Text((100, 50), (Part("abc"),), anchor=anchor).box[0] for anchor in ("start", "middle", "end")]
    width = Text((100, 50), (Part("abc"),)).width
    assert lefts == [100, 100 - width / 2, 100 - width]
