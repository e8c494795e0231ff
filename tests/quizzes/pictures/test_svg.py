"""Drawings as SVG: for our pages with classes, for others' with their look in them."""

import re
from xml.etree import ElementTree

import pytest

from quizzes.pictures import drawings
from quizzes.pictures.look import LOOK, PLAIN_ROLES
from quizzes.pictures.svg import svg
from tests.solvers.library import NAMES, problem, shipped

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"text", "path", "polygon", "rect"}


def all_drawn(name: str, standing_alone: bool) -> list[ElementTree.Element]:
    pictures = shipped(name).draw(seed=3).pictures
    return [
        ElementTree.fromstring(svg(picture, drawing, standing_alone))
        for picture in pictures
        for drawing in drawings(picture)
    ]


def test_drawing_is_written() -> None:
    (picture,) = problem("n = pick(1, 2)\ny = n + 1\nask(y)\nshow(network(1, 1))").draw(seed=1).pictures
    (drawing,) = drawings(picture)
    assert str(svg(picture, drawing)).startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" '
        f'viewBox="0 0 {drawing.natural_width} {drawing.natural_height}" '
    )


@pytest.mark.parametrize("name", NAMES)
def test_standing_alone_every_shape_has_its_look(name: str) -> None:
    for drawn in all_drawn(name, standing_alone=True):
        assert drawn.get("fill") == "currentColor"
        for shape in drawn.iter():
            tag = shape.tag.removeprefix(SVG)
            if tag in SHAPES - {"text"}:
                assert shape.get("fill"), shape.attrib
                assert shape.get("stroke-width") or not shape.get("stroke"), shape.attrib


@pytest.mark.parametrize("name", NAMES)
def test_standing_alone_nothing_is_asked_of_elsewhere(name: str) -> None:
    for drawn in all_drawn(name, standing_alone=True):
        written = ElementTree.tostring(drawn, encoding="unicode")
        assert re.findall(r"style=|href|url\(|<script|<style|var\(", written) == []


@pytest.mark.parametrize("name", NAMES)
def test_on_our_pages_the_stylesheet_says_how_it_looks(name: str) -> None:
    for drawn in all_drawn(name, standing_alone=False):
        assert [shape.attrib for shape in drawn.iter() if shape.get("fill") or shape.get("stroke")] == []


def test_plain_texts_are_no_other_role() -> None:
    assert set(PLAIN_ROLES) & set(LOOK) == set()
