"""Pictures in words: what somebody hears who does not see them."""

from collections.abc import Sequence

from solvers.pictures.data import Block, Layer, Mark, Quantity
from solvers.pictures.words import listed, spoken, told
from solvers.words import say, say_plural


def inputs_counted(count: int) -> str:
    """So many inputs: 1 input, 3 inputs."""
    return say_plural("{number} input", "{number} inputs", count)


def neurons_counted(count: int) -> str:
    """So many neurons of a layer."""
    return say_plural("{number} neuron", "{number} neurons", count)


def layers_counted(inputs: int, hidden: Sequence[int], outputs: int) -> str:
    """The layers of a network: 3 inputs, 4 hidden neurons and 1 output neuron."""
    parts = [inputs_counted(inputs)]
    parts += [say_plural("{number} hidden neuron", "{number} hidden neurons", count) for count in hidden]
    return listed([*parts, say_plural("{number} output neuron", "{number} output neurons", outputs)])


def neuron_in_words(
    inputs: Sequence[Quantity], weights: Sequence[Quantity], bias: Quantity | None, activation: str
) -> str:
    """Inputs, weights, bias and activation of a neuron."""
    words = [
        _inputs(inputs),
        say("Their weights are {weights}.", weights=listed([told(item) for item in weights])),
    ]
    if bias is not None:
        words.append(say("The bias is {bias}.", bias=told(bias)))
    words.append(
        say("The sum goes through the activation {activation}.", activation=activation)
        if activation
        else say("The output is the sum.")
    )
    return " ".join(words)


def network_in_words(inputs: Sequence[Quantity], layers: Sequence[Layer]) -> str:
    """Inputs, and the weights and biases of each layer where they are known."""
    words = [_inputs(inputs)]
    for number, layer in enumerate(layers, start=1):
        words.append(
            say("Layer {layer} has {neurons}.", layer=number, neurons=neurons_counted(layer.neurons))
        )
        rows = [f"{place}: {listed(list(row))}" for place, row in enumerate(layer.weights, start=1)]
        if rows:
            words.append(say("Weights of neuron {rows}.", rows=listed_with_semicolons(rows)))
        if layer.biases:
            same = len(set(layer.biases)) == 1
            biases = layer.biases[0] if same else listed(list(layer.biases))
            words.append(say("Bias: {biases}.", biases=biases))
        if layer.outputs:
            given = listed([spoken(symbol) for symbol in layer.outputs])
            words.append(
                say_plural("Its output is {given}.", "Its outputs are {given}.", layer.neurons, given=given)
            )
    return " ".join(words)


def _inputs(inputs: Sequence[Quantity]) -> str:
    return say("The inputs are {inputs}.", inputs=listed([told(item) for item in inputs]))


def listed_with_semicolons(parts: Sequence[str]) -> str:
    """Parts that hold commas themselves; of many the first ones."""
    most = 8
    return "; ".join([*parts[:most], *(["…"] if len(parts) > most else [])])


def filter_in_words(
    height: Quantity, width: Quantity, size: Quantity, padding: Quantity, stride: Quantity
) -> str:
    """A filter over a padded input."""
    return say(
        "The input has the height {height} and the width {width}. On every side it is padded by {padding}."
        " The filter, of the side {size}, starts in a corner of the padded input and moves by the stride"
        " {stride}.",
        height=told(height),
        width=told(width),
        padding=told(padding),
        size=told(size),
        stride=told(stride),
    )


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
