"""What a variant's pictures hold, which of them reveal, and that a stored variant has the same."""

import json

import pytest

from solvers.pictures import CnnPicture, ConvolutionPicture, CurvePicture, NetworkPicture, NeuronPicture
from solvers.pictures.data import Block, Layer, Quantity, Symbol
from tests.solvers.library import NAMES, problem, shipped

TUTORIAL = {"w": [0.2, 0.3, -0.9], "x": [0.5, 0.6, 0.1], "b": 0.5}


def test_neuron_holds_inputs_weights_bias_and_activation() -> None:
    picture = shipped("sigmoid-neuron").variant(**TUTORIAL).pictures[0]
    assert isinstance(picture, NeuronPicture)
    assert picture.title == "A neuron with 3 inputs and the activation sigmoid"
    assert picture.description == (
        "The inputs are x₁ = 0.5, x₂ = 0.6 and x₃ = 0.1. Their weights are w₁ = 0.2, w₂ = 0.3 and w₃ = −0.9. "
        "The bias is b = 0.5. The sum goes through the activation sigmoid."
    )
    assert picture.weights[2] == Quantity(Symbol("w", "3"), "−0.9")
    assert picture.bias == Quantity(Symbol("b"), "0.5")
    assert not picture.reveals


def test_neuron_of_single_names_has_their_symbols() -> None:
    picture = (
        problem(
            "x1 = pick(1, 2)\nh = uniform(0, 1, step=0.1, size=2)\ny = x1 + 1\nask(y)\n"
            "show(neuron([0.5, h[1], 2], [x1, h[0], 7]))"
        )
        .variant(x1=2, h=[0.1, 0.2])
        .pictures[0]
    )
    assert isinstance(picture, NeuronPicture)
    assert picture.inputs == (
        Quantity(Symbol("x", "1"), "2"),
        Quantity(Symbol("h", "1"), "0.1"),
        Quantity(Symbol("x", "3"), "7"),
    )
    assert picture.weights[1] == Quantity(Symbol("h", "2"), "0.2")
    assert (picture.bias, picture.activation, picture.curve) == (None, "", None)


def test_network_holds_layers_with_weights_and_biases() -> None:
    picture = shipped("network-2-2-1").variant(w=[0.5, -1], b=0.25, x=[2, -1]).pictures[0]
    assert isinstance(picture, NetworkPicture)
    assert picture.title == "A network with 2 inputs, 2 hidden neurons and 1 output neuron"
    assert picture.layers == (
        Layer(2, (("0.5", "−1"), ("0.5", "−1")), ("0.25", "0.25"), (Symbol("h", "1"), Symbol("h", "2"))),
        Layer(1, (("0.5", "−1"),), ("0.25",), (Symbol("o", "1"),)),
    )
    assert picture.description == (
        "The inputs are x₁ = 2 and x₂ = −1. Layer 1 has 2 neurons. Weights of neuron 1: 0.5 and −1; "
        "2: 0.5 and −1. Bias: 0.25. Its outputs are h₁ and h₂. Layer 2 has 1 neuron. "
        "Weights of neuron 1: 0.5 and −1. Bias: 0.25. Its output is o₁."
    )


def test_network_of_sizes_alone_has_no_values() -> None:
    picture = problem("n = pick(1, 2)\ny = n + 1\nask(y)\nshow(network(2, 3, 1))").draw(seed=1).pictures[0]
    assert isinstance(picture, NetworkPicture)
    assert picture.inputs == (Quantity(Symbol("x", "1"), ""), Quantity(Symbol("x", "2"), ""))
    assert picture.layers == (Layer(3), Layer(1))


def test_cnn_shows_sizes_with_the_solution_only() -> None:
    before, after = shipped("cnn-table-mnist").variant(k=5, n=16, m=32, d=128).pictures
    assert isinstance(before, CnnPicture)
    assert isinstance(after, CnnPicture)
    assert (before.sized, before.reveals) == (False, False)
    assert (after.sized, after.reveals) == (True, True)
    assert before.blocks[:2] == (Block("INPUT", "Input", (), (28, 28, 1)), Block("CONV", "CONV-5-16", (), ()))
    assert [block.size for block in after.blocks] == [
        (28, 28, 1),
        (24, 24, 16),
        (12, 12, 16),
        (10, 10, 32),
        (5, 5, 32),
        (128,),
        (10,),
    ]


def test_cnn_shows_sizes_at_once_where_nothing_asked_needs_them() -> None:
    (picture,) = (
        problem(
            'k = pick(3, 5)\nnet = cnn("9x9x1", "CONV-{{k}}-4[stride=2, padding=same] FC-2")\n'
            "y = k + 1\nask(y)\nshow(cnn(net))"
        )
        .variant(k=3)
        .pictures
    )
    assert isinstance(picture, CnnPicture)
    assert (picture.sized, picture.reveals) == (True, False)
    assert picture.blocks[1] == Block("CONV", "CONV-3-4", ("stride 2", "padding same"), (5, 5, 4))


def test_convolution_holds_its_five_numbers() -> None:
    (picture,) = shipped("convolution-output").variant(H=63, W=25, f=5, p=1, s=2).pictures
    assert isinstance(picture, ConvolutionPicture)
    assert picture.height == Quantity(Symbol("H"), "63")
    assert picture.cells == (5, 1, 2)
    assert not picture.reveals


def test_activation_marks_its_point() -> None:
    picture = shipped("sigmoid-neuron").variant(**{**TUTORIAL, "w": [0.2, 0.3, 0.9]}).pictures[1]
    assert isinstance(picture, CurvePicture)
    (mark,) = picture.marks
    assert (mark.symbol, mark.value, mark.height) == (Symbol("z"), "0.87", "0.705")
    assert picture.description == "The curve is drawn from −4 to 4. At z = 0.87 its height is 0.705."
    assert picture.y_name == "sigmoid(z)"
    assert picture.reveals


def test_loss_goes_along_its_weights() -> None:
    first, small, _ = shipped("learning-rate").variant(a=4, rate_a=0.1, rate_b=1.1, w0=0).pictures
    assert isinstance(small, CurvePicture)
    assert [mark.value for mark in small.marks] == ["0", "0.8", "1.44", "1.952"]
    assert [mark.y for mark in small.marks] == pytest.approx([16, 10.24, 6.5536, 4.194304])
    assert small.label == r"(a) $\eta = 0.1$"
    assert (first.reveals, small.reveals, small.joined) == (False, True, True)


REVEALING = """x = uniform(1, 2, step=0.5, size=2)
b = uniform(1, 2, step=0.5)
k = integers(3, 4)
c = 2
f = lambda z: z**2 + b
L = lambda w: (w - b)**2
D = lambda w: L(w) + 1
m = 2 * k
net = cnn("9x9x1", "CONV-3-{{m}} FC-2")
z = sum(x) + f(b)
h = [z, z]
d = D(b)
ask(z)
ask(f)
"""


@pytest.mark.parametrize(
    ("line", "reveals"),
    [
        ("show(neuron(x, x, b))", [False]),
        ("show(neuron(x, x, c))", [False]),
        ("show(neuron(x, x, c), solution=True)", [True]),
        ("show(neuron(x, x, z))", [True]),
        ("show(neuron(x, h, b))", [True]),
        ("show(neuron(x, x, b, f))", [True]),  # the formula of f is asked
        ("show(network(x, x, bias=z))", [True]),
        ("show(network(x, [x, h]))", [True]),
        ("show(network(2, 3))", [False]),
        ("show(network(x, [x, x], 1, outputs=[h, z]))", [False]),  # names only
        ('show(activation("relu"))', [False]),
        ('show(activation("relu", b))', [True]),  # its height is computed
        ("show(loss(L, b))", [True]),  # d is computed from L
        ("show(loss(D, b))", [True]),
        ("show(convolution(k, k, k, 0, 1))", [False]),
        ("show(convolution(k, k, m, 0, 1))", [True]),
        ("show(cnn(net))", [True]),  # its notation holds a computed number
    ],
)
def test_picture_reveals_what_is_computed(line: str, reveals: list[bool]) -> None:
    pictures = problem(REVEALING + line).draw(seed=1).pictures
    assert [picture.reveals for picture in pictures] == reveals


@pytest.mark.parametrize("name", NAMES)
def test_restored_variant_has_the_same_pictures(name: str) -> None:
    variant = shipped(name).draw(seed=5)
    restored = shipped(name).restore(json.loads(json.dumps(variant.record())))
    assert restored.pictures == variant.pictures


@pytest.mark.parametrize("name", NAMES)
def test_shipped_problem_has_a_picture(name: str) -> None:
    assert shipped(name).program.shows


def test_network_that_is_only_drawn_is_not_explained() -> None:
    """What its layers count would tell which of their parts are trained."""
    drawn = 'net = cnn("8x8x1", "CONV-3-4 BN FC-2")\nchoice("γ", True)\nchoice("μ", False)\nshow(cnn(net))'
    variant = problem(drawn).draw(seed=1)
    assert (variant.conventions, variant.tables, variant.worked_tables) == ((), (), ())
    assert [picture.reveals for picture in variant.pictures] == [False]
    counted = problem(f"{drawn}\ntotal = parameters(net)\nask(total)").draw(seed=1)
    assert (len(counted.conventions) > 0, len(counted.worked_tables)) == (True, 1)
