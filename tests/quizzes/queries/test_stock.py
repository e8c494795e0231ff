"""Variants drawn ahead are as good as any, and each is handed out once."""

from concurrent.futures import ThreadPoolExecutor

from quizzes.queries.problems import parsed
from quizzes.queries.stock import AT_ONCE, fresh_variant
from tests.quizzes.builders import sigmoid_document


def test_no_two_get_the_same() -> None:
    document = sigmoid_document()
    with ThreadPoolExecutor(4) as pool:
        variants = list(pool.map(lambda _number: fresh_variant(document), range(3 * AT_ONCE)))
    assert len({id(variant) for variant in variants}) == 3 * AT_ONCE
    assert len({str(variant.givens) for variant in variants}) > 2 * AT_ONCE


def test_variant_is_of_the_document() -> None:
    other = sigmoid_document().replace("title: Sigmoid neuron", "title: Other")
    assert fresh_variant(other).problem is parsed(other)
    assert fresh_variant(sigmoid_document()).problem is parsed(sigmoid_document())
