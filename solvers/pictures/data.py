"""Pictures as plain data: words, numbers as printed, points of curves. How they look is not said here."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Symbol:
    """A mathematical name in plain characters: base `w`, subscript `1`."""

    base: str
    below: str = ""


@dataclass(frozen=True)
class Quantity:
    """A symbol and its value as it is printed."""

    symbol: Symbol
    value: str


@dataclass(frozen=True)
class Curve:
    """A sampled function: points (x, y) in pieces, a new one after each jump."""

    pieces: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Mark:
    """A point on a curve: `value` and `height` are x and y as printed."""

    symbol: Symbol
    value: str
    x: float
    y: float
    height: str


@dataclass(frozen=True)
class Layer:
    """A layer of neurons: as many as `neurons`, with rows of weights and with biases where they are shown.

    `outputs` are the symbols of what the neurons give, where they are named.
    """

    neurons: int
    weights: tuple[tuple[str, ...], ...] = ()
    biases: tuple[str, ...] = ()
    outputs: tuple[Symbol, ...] = ()


@dataclass(frozen=True)
class Block:
    """A layer of a convolutional network: CONV-3-16, its options, and the sides of its map where shown."""

    word: str
    name: str
    options: tuple[str, ...]
    size: tuple[int, ...]


@dataclass(frozen=True)
class Picture:
    """What all pictures have.

    `description` tells in words what is drawn, numbers included; `label` is the author's caption (Markdown).
    One that `reveals` shows with the worked solution only.
    """

    kind: ClassVar[str]
    title: str
    description: str
    label: str
    reveals: bool


@dataclass(frozen=True)
class NeuronPicture(Picture):
    """Inputs, their weights, a bias, and the activation with the shape of its curve."""

    kind = "neuron"
    inputs: tuple[Quantity, ...]
    weights: tuple[Quantity, ...]
    bias: Quantity | None
    activation: str
    curve: Curve | None


@dataclass(frozen=True)
class NetworkPicture(Picture):
    """Layers of neurons; `inputs` have no value where only their number is known."""

    kind = "network"
    inputs: tuple[Quantity, ...]
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class CnnPicture(Picture):
    """The layers of a convolutional network, the input first; `sized` if their maps have sizes."""

    kind = "cnn"
    blocks: tuple[Block, ...]
    sized: bool


@dataclass(frozen=True)
class ConvolutionPicture(Picture):
    """A filter's first steps over a padded input; `cells` are filter, padding and stride as numbers."""

    kind = "convolution"
    height: Quantity
    width: Quantity
    filter: Quantity
    padding: Quantity
    stride: Quantity
    cells: tuple[int, int, int]


@dataclass(frozen=True)
class CurvePicture(Picture):
    """An activation with a marked point, or a loss with the path of a descent (`joined` marks)."""

    kind = "curve"
    curve: Curve
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_name: Symbol
    y_name: str
    marks: tuple[Mark, ...]
    joined: bool
