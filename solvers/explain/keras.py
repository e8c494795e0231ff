"""A network as Keras prints it and as Keras code."""

import math
from collections.abc import Callable, Iterator

from solvers.language.layers import Layer
from solvers.language.layout import Raw
from solvers.language.network import Network

BYTES = 4  # of a 32-bit float
CLASSES = {
    "CONV": ("conv2d", "Conv2D"),
    "POOL": ("max_pooling2d", "MaxPooling2D"),
    "AVGPOOL": ("average_pooling2d", "AveragePooling2D"),
    "FC": ("dense", "Dense"),
    "BN": ("batch_normalization", "BatchNormalization"),
    "DROPOUT": ("dropout", "Dropout"),
    "GAP": ("global_average_pooling2d", "GlobalAveragePooling2D"),
    "FLATTEN": ("flatten", "Flatten"),
}
Line = tuple[str, str, str]  # name (class), output shape, parameters


def size(parameters: int) -> str:
    """What so many 32-bit parameters take: '425.29 KB' for 108,874."""
    kilobytes = parameters * BYTES / 1024
    if parameters == 0:
        return "0.00 B"
    if kilobytes < 1:
        return f"{parameters * BYTES:.2f} B"
    return f"{kilobytes:.2f} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.2f} MB"


def keras_summary(network: Network, raw: dict[str, Raw]) -> str:
    """The summary with batch size 1: a line per layer (flattening included), then the totals."""
    lines: list[Line] = [("Layer (type)", "Output Shape", "Param #"), *_lines(network, raw)]
    widths = [max(len(line[column]) for line in lines) + 2 for column in range(3)]
    rule = "─" * sum(widths)
    rows = [
        "".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    trained, kept = (_total(network, raw, column) for column in ("trainable", "non_trainable"))
    totals = [
        f"Total params: {trained + kept:,} ({size(trained + kept)})",
        f"Trainable params: {trained:,} ({size(trained)})",
        f"Non-trainable params: {kept:,} ({size(kept)})",
    ]
    return "\n".join([rows[0], rule, *rows[1:], rule, *totals])


def _total(network: Network, raw: dict[str, Raw], column: str) -> int:
    return sum(int(raw[cell]) for cell in network.cells(column))


def _lines(network: Network, raw: dict[str, Raw]) -> Iterator[Line]:
    seen: dict[str, int] = {}
    yield "input_layer (InputLayer)", _shape(raw[f"{network.name}.0.shape"]), "0"
    for number, layer in enumerate(network.layers, start=1):
        before, after = (raw[f"{network.name}.{place}.shape"] for place in (number - 1, number))
        if layer.word == "FC" and len(before) > 1:
            yield _named("FLATTEN", seen), _shape([math.prod(before)]), "0"
        parameters = sum(
            int(raw[f"{network.name}.{number}.{column}"]) for column in ("trainable", "non_trainable")
        )
        yield _named(layer.word, seen), _shape(after), f"{parameters:,}"


def _named(word: str, seen: dict[str, int]) -> str:
    name, class_name = CLASSES[word]
    count = seen.get(name, 0)
    seen[name] = count + 1
    return f"{name}_{count} ({class_name})" if count else f"{name} ({class_name})"


def _shape(sides: list[float]) -> str:
    return f"(1, {', '.join(str(int(side)) for side in sides)})"


def keras_code(network: Network, raw: dict[str, Raw]) -> str:
    """Python that builds the network with Keras and prints its summary."""
    given = tuple(int(side) for side in raw[f"{network.name}.0.shape"])
    lines = ["import keras", "from keras import layers", "", "model = keras.Sequential(["]
    lines.append(f"    keras.Input({given}),")
    for number, layer in enumerate(network.layers, start=1):
        if layer.word == "FC" and len(raw[f"{network.name}.{number - 1}.shape"]) > 1:
            lines.append("    layers.Flatten(),")
        arguments = [*CODE[layer.word](layer, raw), *_settings(layer, raw)]
        lines.append(f"    layers.{CLASSES[layer.word][1]}({', '.join(arguments)}),")
    return "\n".join([*lines, "])", "model.summary()"])


def _settings(layer: Layer, raw: dict[str, Raw]) -> Iterator[str]:
    if layer.stride:
        yield f"strides={_digits(layer.stride, raw)}"
    if layer.padding == "same":
        yield 'padding="same"'
    if not layer.bias:
        yield "use_bias=False"
    if layer.frozen:
        yield "trainable=False"


def _digits(text: str, raw: dict[str, Raw]) -> str:
    return text if text.isdigit() else str(int(raw[text.strip("{} ")]))


Arguments = Callable[[Layer, dict[str, Raw]], list[str]]
NO_ARGUMENTS: Arguments = lambda layer, raw: []  # noqa: E731 (one of a table of lambdas)
ONE_NUMBER: Arguments = lambda layer, raw: [_digits(layer.numbers[0], raw)]  # noqa: E731

CODE: dict[str, Arguments] = {
    "CONV": lambda layer, raw: [_digits(layer.numbers[1], raw), _digits(layer.numbers[0], raw)],
    "POOL": ONE_NUMBER,
    "AVGPOOL": ONE_NUMBER,
    "FC": ONE_NUMBER,
    "BN": NO_ARGUMENTS,
    "DROPOUT": lambda layer, raw: ["0.5"],
    "GAP": NO_ARGUMENTS,
    "FLATTEN": NO_ARGUMENTS,
}
