"""What pictures of neurons share: input nodes, and dots for what is left out of a long layer."""

from quizzes.pictures.shapes import Point, Rounded, Text, symbol_parts, words
from solvers.pictures.data import Quantity

ROOM = 8.0  # between a label and what stands beside it
NODE = 46.0
MOST = 8  # nodes of a layer; a longer one shows its first and its last


def shown_places(count: int) -> list[int | None]:
    """The nodes of a layer that are drawn, from 0; None for the dots between them."""
    if count <= MOST:
        return list(range(count))
    return [*range(MOST - 3), None, count - 1]


def input_node(quantity: Quantity, at: Point, width: float = 0.0) -> tuple[Rounded, *tuple[Text, ...]]:
    """An input's node, as wide as its texts or as the others of its column."""
    x, y = at
    symbol = Text((x, y - 4 if quantity.value else y + 5), symbol_parts(quantity.symbol), "symbol", font=15)
    texts = [symbol]
    if quantity.value:
        texts.append(Text((x, y + 15), words(quantity.value), "value"))
    own = max(NODE, max(text.width for text in texts) + 16)
    return Rounded(at, (width or own, NODE), NODE / 2, "input"), *texts


def dots(at: Point) -> list[Rounded]:
    """Three dots, one above the other."""
    return [Rounded((at[0], at[1] + step), (4, 4), 2, "dots") for step in (-9, 0, 9)]
