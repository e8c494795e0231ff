"""The notation of networks: 'CONV-5-16 POOL-2 FC-10' as a list of layers."""

import re
from dataclasses import dataclass

MAX_LAYERS = 40
NUMBER = r"(?:\d{1,5}(?![\d.])|\{\{\s*[^{}]{1,60}?\s*\}\})"
TOKEN = re.compile(
    rf"(?P<word>[A-Za-z]+)(?P<numbers>(?:-{NUMBER})*)(?P<rate>-0?\.\d+)?(?:\[(?P<options>[^\[\]]*)\])?"
)
SEPARATOR = re.compile(r"[\s,→]|->")
OPTIONS = ("stride", "padding", "no bias", "frozen")

ARITY = {"CONV": 2, "POOL": 1, "AVGPOOL": 1, "FC": 1, "BN": 0, "DROPOUT": 0, "GAP": 0, "FLATTEN": 0}
ALLOWED_OPTIONS = {
    "CONV": {"stride", "padding", "no bias", "frozen"},
    "POOL": {"stride"},
    "AVGPOOL": {"stride"},
    "FC": {"no bias", "frozen"},
    "BN": {"frozen"},
}


class LayerError(Exception):
    """A layer that cannot be read: a sentence that names it."""


@dataclass(frozen=True)
class Layer:
    """One layer as written: `numbers` and option values are digits or `{{name}}`."""

    text: str
    word: str
    numbers: tuple[str, ...]
    stride: str = ""
    padding: str = "0"
    bias: bool = True
    frozen: bool = False


def read_input(text: str) -> tuple[str, ...]:
    """The sides of an input such as '28x28x1', as digits or `{{name}}`."""
    sides = tuple(part.strip() for part in re.split(r"[x×]", text))
    if len(sides) not in (1, 3) or not all(re.fullmatch(NUMBER, side) for side in sides):
        raise LayerError(f"The input {text!r} is height x width x channels, such as '28x28x1'.")
    return sides


def read_layers(text: str) -> tuple[Layer, ...]:
    """The layers of a network, or LayerError."""
    layers: list[Layer] = []
    position = 0
    while position < len(text):
        separator = SEPARATOR.match(text, position)
        if separator:
            position = separator.end()
            continue
        token = TOKEN.match(text, position)
        end = token.end() if token else position
        if token is None or (end < len(text) and not SEPARATOR.match(text, end)):
            rest = re.split(r"\s", text[position:], maxsplit=1)[0]
            raise LayerError(
                f"Layer {len(layers) + 1}, {rest!r}, cannot be read: write CONV-3-16, POOL-2, FC-10, BN …"
            )
        layers.append(_layer(token, len(layers) + 1))
        position = end
    if not 1 <= len(layers) <= MAX_LAYERS:
        raise LayerError(f"A network has 1 to {MAX_LAYERS} layers; here are {len(layers)}.")
    return tuple(layers)


def _layer(token: re.Match[str], number: int) -> Layer:
    text, word = token.group(), token["word"].upper()
    if word not in ARITY:
        raise LayerError(f"Layer {number}, {text!r}, is unknown: there are {', '.join(ARITY)}.")
    numbers = tuple(re.findall(NUMBER, token["numbers"]))
    if token["rate"] and word != "DROPOUT":
        raise LayerError(f"Layer {number}, {text!r}: its numbers are whole.")
    if len(numbers) != ARITY[word] and not (word == "DROPOUT" and len(numbers) <= 1):
        form = "-".join([word, *("K", "N")[2 - ARITY[word] if word == "FC" else 0 :][: ARITY[word]]])
        raise LayerError(f"Layer {number}, {text!r}, has the form {form}.")
    return _with_options(Layer(text, word, numbers), token["options"] or "", number)


def _with_options(layer: Layer, options: str, number: int) -> Layer:
    found: dict[str, str | bool] = {}
    for part in filter(None, (part.strip() for part in options.split(","))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        allowed = ALLOWED_OPTIONS.get(layer.word, set())
        if name not in allowed:
            known = ", ".join(sorted(allowed)) or "no options"
            raise LayerError(f"Layer {number}, {layer.text!r}: {layer.word} knows {known}, not {name!r}.")
        if name in ("stride", "padding"):
            if not (re.fullmatch(NUMBER, value) or (name, value) == ("padding", "same")):
                raise LayerError(f"Layer {number}, {layer.text!r}: {name} is a whole number, as in {name}=2.")
            found[name] = value
        else:
            found["bias" if name == "no bias" else name] = name != "no bias"
    return Layer(**{**layer.__dict__, **found})
