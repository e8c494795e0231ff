"""Right answers as data, for every kind of field."""

from quizzes.queries.right_answers import right_answer
from tests.solvers.library import problem, shipped


def test_shape_is_a_list() -> None:
    variant = shipped("convolution-output").variant(H=63, W=25, f=3, p=1, s=2)
    (field,) = variant.fields
    assert (field.name, right_answer(field, variant)) == ("out", [32, 13])


def test_cells_of_a_table_are_numbers_and_shapes() -> None:
    """The client's table: CONV-5 with 16 filters on 28 × 28 × 1."""
    variant = shipped("cnn-table-mnist").variant(k=5, n=16, m=32, d=128)
    found = {field.name: right_answer(field, variant) for field in variant.fields}
    cells = {name: found[name] for name in ("net.1.weights", "net.1.biases", "net.1.shape", "net.2.shape")}
    assert cells == {
        "net.1.weights": 400,
        "net.1.biases": 16,
        "net.1.shape": [24, 24, 16],
        "net.2.shape": [12, 12, 16],
    }


def test_elements_of_a_vector_are_numbers() -> None:
    variant = problem("a = pick(3, 4)\nv = [a, 2 * a]\nask(v)").variant(a=3)
    assert [(field.name, right_answer(field, variant)) for field in variant.fields] == [
        ("v.1", 3),
        ("v.2", 6),
    ]


def test_labels_are_texts_and_formulas_latex() -> None:
    variant = shipped("learning-rate").variant(a=3, rate_a=0.1, rate_b=1.1, w0=0)
    found = {field.name: right_answer(field, variant) for field in variant.fields}
    assert found["gradient"] == "2(w - 3)"
    assert found["behaviour_a"] == "converges smoothly"


def test_options_are_their_values() -> None:
    one = shipped("relu-output-layer").draw(seed=3)
    (field,) = one.fields
    assert [option.value for option in field.options].count(right_answer(field, one)) == 1
    several = shipped("trained-or-not").draw(seed=3)
    (field,) = several.fields
    assert set(right_answer(field, several)) < {option.value for option in field.options}
