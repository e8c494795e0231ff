"""Pictures in words: what somebody hears who does not see them."""

from collections.abc import Sequence

from solvers.pictures.data import Block, Layer, Mark, Quantity
from solvers.pictures.words import listed, told


def counted(number: int, noun: str) -> str:
    """A number of things: 1 input, 3 inputs."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def neuron_in_words(
    inputs: Sequence[Quantity], weights: Sequence[Quantity], bias: Quantity | None, activation: str
) -> str:
    """Inputs, weights, bias and activation of a neuron."""
    words = [
        f"The inputs are {listed([told(item) for item in inputs])}.",
        f"Their weights are {listed([told(item) for item in weights])}.",
    ]
    if bias is not None:
        words.append(f"The bias is {told(bias)}.")
    words.append(
        f"The sum goes through the activation {activation}." if activation else "The output is the sum."
    )
    return " ".join(words)


def network_in_words(inputs: Sequence[Quantity], layers: Sequence[Layer]) -> str:
    """Inputs, and the weights and biases of each layer where they are known."""
    words = [f"The inputs are {listed([told(item) for item in inputs])}."]
    for number, layer in enumerate(layers, start=1):
        words.append(f"Layer {number} has {counted(layer.neurons, 'neuron')}.")
        rows = [f"{place}: {listed(list(row))}" for place, row in enumerate(layer.weights, start=1)]
        if rows:
            words.append(f"Weights of neuron {listed_with_semicolons(rows)}.")
        if layer.biases:
            same = len(set(layer.biases)) == 1
            words.append(f"Bias: {layer.biases[0] if same else listed(list(layer.biases))}.")
    return " ".join(words)


def listed_with_semicolons(parts: Sequence[str]) -> str:
    """Parts that hold commas themselves; of many the first ones."""
    most = 8
    return "; ".join([*parts[:most], *(["…"] if len(parts) > most else [])])


def block_in_words(block: Block) -> str:
    """A layer with its options and its size: CONV-3-16 (stride 2), 13 × 13 × 16."""
    name = f"{block.name} ({', '.join(block.options)})" if block.options else block.name
    return f"{name}, {size_text(block.size)}" if block.size else name


def size_text(size: Sequence[int]) -> str:
    """The sides of a feature map: 13 × 13 × 16."""
    return " × ".join(f"{side:,}" if len(size) == 1 else str(side) for side in size)


def place(mark: Mark) -> str:
    """Where a point stands: z = 0.87."""
    return told(Quantity(mark.symbol, mark.value))
