"""`show`: what it takes, and what is refused where."""

import pytest

from solvers import Problem, ProblemError
from tests.solvers.language.refusals import refusal
from tests.solvers.library import document

GIVEN = """w = uniform(-1, 1, step=0.5, size=3)
x = uniform(-1, 1, step=0.5, size=3)
W = uniform(-1, 1, step=0.5, size=(2, 3))
b = uniform(-1, 1, step=0.5)
n = integers(1, 3)
net = cnn("8x8x1", "CONV-3-{{n}} FC-2")
f = lambda z: z**2
g = lambda a, c: a + c
v = lambda z: [z, z]
z = dot(w, x) + b
ask(z)
"""
ACTIVATIONS = "sigmoid, step, tanh, relu, leaky_relu, softplus, squashed_gaussian, custom_sig"


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("show()", 1, 'show takes one picture, such as show(neuron(w, x, b, "sigmoid")).'),
        ("show(w)", 6, 'show takes one picture, such as show(neuron(w, x, b, "sigmoid")).'),
        (
            "show(histogram(w))",
            6,
            "There is no picture 'histogram': there are neuron, network, cnn, convolution, activation, loss.",
        ),
        ("show(neuron(w))", 6, 'This picture is written neuron(w, x, b, "sigmoid").'),
        ("show(neuron(w, x, bias=b))", 24, 'This picture is written neuron(w, x, b, "sigmoid").'),
        ("show(neuron(w, b))", 16, "A vector is needed here, such as [x1, x2]; this is a number."),
        ("show(neuron(w, [b, b]))", 16, "A neuron has an input for each weight: here are 3 and 2."),
        ("show(neuron(w, x, W))", 19, "A number is needed here; this is a 2 × 3 matrix."),
        ("show(neuron(w, q, b))", 16, "There is no name 'q' above this line."),
        (
            "show(neuron(w, x, b + 1))",
            19,
            "A picture shows values that have a name: give this a line of its own above.",
        ),
        (
            'show(neuron(w, x, b, "sigmoit"))',
            22,
            f"An activation is the name of an own function, or a text: one of {ACTIVATIONS}.",
        ),
        (
            "show(neuron(w, x, b, softmax))",
            22,
            f"An activation is the name of an own function, or a text: one of {ACTIVATIONS}.",
        ),
        (
            "show(neuron(w, x, b, g))",
            22,
            "A curve needs a function of one number; g takes more.",
        ),
        (
            "show(neuron(w, x, b, v))",
            22,
            "A curve needs a function that gives a number; v gives a vector of 2.",
        ),
        ("show(network(x))", 6, "This picture is written network(x, W1, W2)."),
        (
            "show(network(x, w, w))",
            20,
            "Each neuron here takes 1 values, so a row has 1 weights; this is a vector of 3.",
        ),
        (
            "show(network(x, W, W))",
            20,
            "Each neuron here takes 2 values, so a row has 2 weights; this is a 2 × 3 matrix.",
        ),
        (
            "show(network(x, b))",
            17,
            "A layer is a matrix with a row of weights for each neuron, a vector for one neuron, or its "
            "number of neurons; this is a number.",
        ),
        ("show(network(3, 0))", 17, "A layer has a whole number of neurons, from 1."),
        ("show(network(3, 2.5))", 17, "A layer has a whole number of neurons, from 1."),
        ("show(network(x, W, biases=b))", 27, "network knows bias= and outputs=; not 'biases'."),
        (
            "show(network(x, W, bias=[b, b]))",
            25,
            "bias= takes one number, or a list with one entry for each of 1 layer(s).",
        ),
        (
            "show(network(x, W, bias=[w]))",
            26,
            "The bias of this layer is a number or a vector of 2; this is a vector of 3.",
        ),
        (
            "show(network(x, W, outputs=[z, z]))",
            28,
            "outputs= takes a list with one name for each of 1 layer(s).",
        ),
        ("show(network(x, W, outputs=[w]))", 29, "The output of this layer is the name of a vector of 2."),
        ("show(network(x, w, outputs=W))", 28, "The output of this layer is the name of a number."),
        ("show(network(x, w, outputs=3))", 28, "The output of this layer is the name of a number."),
        ("show(cnn(w))", 10, "cnn takes a network here: show(cnn(net)), after a line net = cnn(…)."),
        (
            'show(cnn("8", "FC-2"))',
            6,
            "cnn takes a network here: show(cnn(net)), after a line net = cnn(…).",
        ),
        ("show(convolution(n, n, n, n))", 6, "This picture is written convolution(H, W, f, p, s)."),
        (
            "show(convolution(n, n, n, n, b))",
            30,
            "A size, padding or stride is a whole number; this is a number.",
        ),
        ("show(activation())", 6, 'This picture is written activation("sigmoid", z).'),
        ('show(activation("relu", w))', 25, "A number is needed here; this is a vector of 3."),
        (f"show(network(3{', 2' * 11}))", 47, "A picture has at most 10 layers."),
        (f"show(loss(f{', b' * 13}))", 50, "A descent has at most 12 weights."),
        ("show(loss(f))", 6, "This picture is written loss(L, w0, w1, w2)."),
        (
            'show(loss("sigmoid", b))',
            11,
            "loss takes an own function of the weight first: L = lambda w: (w - a)**2.",
        ),
        ("show(cnn(net), titel=1)", 22, "show knows label, solution; not 'titel'."),
        ("show(cnn(net), label=1)", 22, "label= takes a text in quotation marks."),
        ("show(cnn(net), solution=1)", 25, "solution= takes True or False."),
        ('show(cnn(net), label="{{z}}")', 1, "{{z}} is asked: it would give the answer away here."),
        ("show = 3", 1, "'show' is a declaration and cannot be a name."),
    ],
)
def test_fault_is_told_at_its_place(line: str, column: int, message: str) -> None:
    assert refusal(line, GIVEN) == (1, column, message)


def test_work_of_a_curve_is_bounded() -> None:
    data = "d = uniform(0, 1, step=0.1, size=400)\n"
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document(f"{data}L = lambda w: mean((w * d - 1)**2)\nshow(loss(L, 1, 2))"))
    assert (refused.value.line, refused.value.column) == (8, 11)
    assert refused.value.message == "L is too much work for a curve: use smaller vectors in it."


def test_numbers_of_a_picture_are_bounded() -> None:
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document("v = integers(1, 9, size=401)\ny = sum(v)\nask(y)\nshow(neuron(v, v))"))
    assert (refused.value.line, refused.value.column) == (9, 13)
    assert refused.value.message == "A picture shows vectors and matrices of at most 400 numbers."


def test_pictures_of_a_problem_are_bounded() -> None:
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document(GIVEN + "show(cnn(net))\n" * 13))
    assert refused.value.message == "A problem has at most 12 pictures."
