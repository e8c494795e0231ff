"""Drawings of any problem: labels cross nothing and stay inside, text stays legible, SVG is well-formed."""

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pictures import drawings
from quizzes.pictures.shapes import BROAD, NARROW, Drawing, Edge, Rounded, Text, crosses, overlap
from solvers.pictures import CnnPicture, CurvePicture, NetworkPicture, NeuronPicture, Picture
from solvers.pictures.curves import height_of, sampled
from solvers.pictures.data import Block, Layer, Mark, Quantity, Symbol
from tests.solvers.library import NAMES, shipped

PHONE = 340.0
LEAST = 11.0  # pixels of the smallest text on a phone
WORDS = ("Title", "Description", "", False)

numbers = st.integers(-99999, 99999).map(lambda n: f"{n / 100:.2f}".replace("-", "−"))
symbols = st.builds(Symbol, st.sampled_from(["w", "x", "hid", "η"]), st.sampled_from(["", "1", "12", "1,2"]))
quantities = st.builds(Quantity, symbols, numbers)


@st.composite
def neurons(draw: st.DrawFn) -> NeuronPicture:
    count = draw(st.integers(1, 14))
    many = st.lists(quantities, min_size=count, max_size=count).map(tuple)
    activation = draw(st.sampled_from(["", "sigmoid", "squashed Gaussian", "CustomSig"]))
    curve = sampled(lambda z: z * z, -4, 4) if activation else None
    return NeuronPicture(*WORDS, draw(many), draw(many), draw(st.none() | quantities), activation, curve)


@st.composite
def networks(draw: st.DrawFn) -> NetworkPicture:
    sizes = draw(st.lists(st.integers(1, 12), min_size=2, max_size=6))
    layers = []
    for before, count in pairwise(sizes):
        row = st.lists(numbers, min_size=before, max_size=before).map(tuple)
        rows = draw(st.just(()) | st.lists(row, min_size=count, max_size=count).map(tuple))
        biases = draw(st.just(()) | st.lists(numbers, min_size=count, max_size=count).map(tuple))
        outputs = draw(st.just(()) | st.lists(symbols, min_size=count, max_size=count).map(tuple))
        layers.append(Layer(count, rows, biases, outputs))
    inputs = draw(st.lists(quantities, min_size=sizes[0], max_size=sizes[0]))
    return NetworkPicture(*WORDS, tuple(inputs), tuple(layers))


@st.composite
def cnns(draw: st.DrawFn) -> CnnPicture:
    sized = draw(st.booleans())
    words = st.sampled_from(["CONV", "POOL", "BN", "FC", "GAP", "DROPOUT"])
    size = st.tuples(*[st.integers(1, 999)] * 3) | st.tuples(st.integers(1, 9999))
    options = st.sampled_from([(), ("stride 2",), ("padding same", "no bias")])
    blocks = [
        Block(word, f"{word}-3-128", draw(options), draw(size) if sized else ())
        for word in draw(st.lists(words, min_size=1, max_size=12))
    ]
    return CnnPicture(*WORDS, (Block("INPUT", "Input", (), draw(size)), *blocks), sized)


@st.composite
def curves(draw: st.DrawFn) -> CurvePicture:
    function = draw(st.sampled_from([lambda z: z * z, lambda z: max(z, 0.0), lambda z: float(z > 0)]))
    reach = draw(st.sampled_from([0.002, 4.0, 3e4]))
    curve = sampled(function, -reach, reach)
    places = draw(st.lists(st.floats(-reach, reach), max_size=6))
    marks = tuple(Mark(Symbol("u", str(n)), "−0.25", x, function(x), "0.125") for n, x in enumerate(places))
    heights = height_of(curve, [mark.y for mark in marks])
    joined = draw(st.booleans())
    marks = marks if joined else marks[:1]
    name = draw(symbols)
    return CurvePicture(*WORDS, curve, (-reach, reach), heights, name, f"f({name.base})", marks, joined)


def check(drawing: Drawing) -> None:
    """Labels inside, apart from one another, and crossed by nothing; legible on a phone."""
    texts = [shape for shape in drawing.shapes if isinstance(shape, Text)]
    edges = [shape for shape in drawing.shapes if isinstance(shape, Edge)]
    for text in texts:
        left, top, right, bottom = text.box
        assert left >= 0 and top >= 0 and right <= drawing.width and bottom <= drawing.height  # noqa: PT018
        crossed = [edge for edge in edges for segment in edge.segments if crosses(text.box, *segment)]
        assert crossed == []
    assert [(a, b) for a, b in combinations(texts, 2) if overlap(a.box, b.box)] == []
    scale = 1.0 if drawing.scrolls else min(1.0, PHONE / drawing.width)
    fonts = [float(part.size or text.font) for text in texts for part in text.parts]
    assert min(fonts, default=LEAST) * scale >= LEAST


@pytest.mark.slow
@given(st.one_of(neurons(), networks(), cnns(), curves()))
def test_labels_cross_nothing(picture: Picture) -> None:
    for drawing in drawings(picture):
        check(drawing)


@given(networks())
def test_nodes_of_a_network_stand_apart(picture: NetworkPicture) -> None:
    (drawing,) = drawings(picture)
    boxes = [shape.box for shape in drawing.shapes if isinstance(shape, Rounded)]
    assert [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)] == []


@given(cnns())
def test_cnn_has_a_drawing_for_a_phone(picture: CnnPicture) -> None:
    widths = [drawing.width for drawing in drawings(picture)]
    assert widths[0] <= BROAD
    assert widths[-1] <= NARROW


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_pictures_of_shipped_problems_are_clear_and_well_formed(name: str) -> None:
    for seed in range(25):
        for picture in shipped(name).draw(seed=seed).pictures:
            for drawing in drawings(picture):
                check(drawing)
            assert not drawings(picture)[-1].scrolls
    for picture in shipped(name).draw(seed=3).pictures:
        html = render_to_string("pictures/figure.html", {"picture": picture, "drawings": drawings(picture)})
        figure = ElementTree.fromstring(html)
        for svg in figure.iter("{http://www.w3.org/2000/svg}svg"):
            assert svg.get("role") == "img"
            assert [child.text for child in list(svg)[:2]] == [picture.title, picture.description]
            assert [node for node in svg.iter() if node.get("style")] == []


def test_drawing_without_sizes_tells_none() -> None:
    """Two networks whose notation is as long look alike, whatever the sizes of their maps."""
    problem = shipped("cnn-table-mnist")
    one, other = (problem.variant(k=k, n=16, m=32, d=128).pictures[0] for k in (3, 5))
    plain = [
        [shape for shape in drawing.shapes if not isinstance(shape, Text)]
        for drawing in (*drawings(one), *drawings(other))
    ]
    assert plain[0] == plain[2]
    assert plain[1] == plain[3]


def test_text_is_escaped() -> None:
    hostile = "<script>alert(1)</script>&\"'"
    picture = NetworkPicture(
        hostile, hostile, hostile, False, (Quantity(Symbol(hostile), hostile),), (Layer(1, ((hostile,),)),)
    )
    html = render_to_string("pictures/figure.html", {"picture": picture, "drawings": drawings(picture)})
    assert "<script" not in html
    ElementTree.fromstring(html)


@pytest.mark.parametrize("given", [{"n": -100_000}, {"n": -1, "m": -1}, {"d": -5}])
def test_sizes_of_numbers_that_an_author_tries_are_drawn(given: dict[str, int]) -> None:
    numbers = {"k": 5, "n": 16, "m": 32, "d": 128} | given
    for picture in shipped("cnn-table-mnist").variant(**numbers).pictures:
        for drawing in drawings(picture):
            check(drawing)
