"""Parameter tables of whole networks, worked by hand with the slips that people make in them."""

from tests.simulated.hand import Givens, Hand, Slip
from tests.simulated.sizes import Row, layer, sizes_slips

BATCH = 32
Layers = tuple[tuple[str, tuple[int, ...]], ...]


def rows(hand: Hand, layers: Layers, shape: tuple[int, ...], mark: str = "") -> list[Row]:
    """What every layer comes to; places are called by number, after the mark of the network."""
    found = []
    for number, (kind, numbers) in enumerate(layers, start=1):
        at = f"{mark}{number}"
        row = layer(hand, at, kind, numbers, shape)
        found.append(Row(row.weights, biases(hand, at, row), row.shape))
        shape = row.shape
    return found


def biases(hand: Hand, at: str, row: Row) -> int:
    """One for each filter or neuron."""
    if row.biases and hand.makes("one bias for every weight", at):
        return row.weights
    return 0 if hand.makes("biases left out", at) else row.biases


def weighed_slips(places: tuple[str, ...]) -> tuple[Slip, ...]:
    """The slips of layers with weights and biases."""
    return (
        Slip("one bias for every weight", (("One bias", "every weight"),), places),
        Slip("biases left out", (("biases", "left out"),), places),
    )


def table(g: Givens, hand: Hand, layers: Layers, shape: tuple[int, ...]) -> None:
    """Weights, biases and feature map of every layer, then the total; each answer stands on those written."""
    total = 0
    for number, (kind, numbers) in enumerate(layers, start=1):
        at = str(number)
        row = layer(hand, at, kind, numbers, shape)
        batch = BATCH if hand.makes("batch size counted", at) else 1
        weights = hand.whole(f"net.{at}.weights", batch * row.weights)
        of_layer = hand.whole(f"net.{at}.biases", biases(hand, at, Row(weights, row.biases, row.shape)))
        shape = hand.shape(f"net.{at}.shape", row.shape)
        if hand.makes("batch size written", at):
            hand.text(f"net.{at}.shape", "x".join(map(str, (BATCH, *shape))))
        total += weights + (0 if hand.makes("biases left out", "total") else of_layer)
    hand.whole("total", total)


def mnist(g: Givens, hand: Hand) -> None:
    """The table of the MNIST classifier."""
    layers = (("CONV", (g["k"], g["n"])), ("POOL", (2,)), ("CONV", (3, g["m"])), ("POOL", (2,)))
    table(g, hand, (*layers, ("FC", (g["d"],)), ("FC", (10,))), (28, 28, 1))


def cifar(g: Givens, hand: Hand) -> None:
    """The table of the CIFAR-10 network."""
    layers = (("CONV", (3, g["n"])), ("POOL", (2,)), ("CONV", (g["k"], g["m"])), ("POOL", (2,)))
    table(g, hand, (*layers, ("FC", (g["d"],)), ("FC", (10,))), (32, 32, 3))


POOLED = Slip("parameters in pooling", (("Parameters", "pooling"),), ("2", "4"))
CHANNELS = Slip("channels not changed", (("channels",), ("depth",)), ("1", "3"))
BATCHES = (
    Slip("batch size counted", (("batch size", "counted"),), ("1", "3", "5", "6")),
    Slip("batch size written", (("batch size", "side"),), ("1", "2", "3", "4", "5", "6")),
)
TABLE = (
    *sizes_slips(("1", "3"), ("2", "4"), "5"),
    *weighed_slips(("1", "3", "5", "6", "total")),
    POOLED,
    CHANNELS,
    *BATCHES,
)


def batch_normalisation(g: Givens, hand: Hand) -> None:
    """Trainable and other parameters of four layers, then both totals."""
    n = g["n"]
    layers = (("CONV", (g["k"], n)), ("POOL", (2,)), ("FC", (g["d"],)))
    made = rows(hand, layers, (g["side"], g["side"], g["c"]))
    trained = [made[0].weights + made[0].biases, 2 * n, made[1].weights, made[2].weights + made[2].biases]
    others = [0, 2 * n, 0, 0]
    if hand.makes("statistics counted as trainable"):
        trained[1], others[1] = 4 * n, 0
    if hand.makes("statistics not counted"):
        others[1] = 0
    if hand.makes("shift left out"):
        trained[1] = n
    for number in range(4):
        trained[number] = hand.whole(f"net.{number + 1}.trainable", trained[number])
        others[number] = hand.whole(f"net.{number + 1}.non_trainable", others[number])
    counted = trained if hand.makes("statistics left out of the total") else [*trained, *others]
    hand.whole("total", sum(counted))
    hand.whole("untrained", sum(others))


STATISTICS = (("running mean and variance", "trainable"),)
BATCH_NORMALISATION = (
    *(slip for slip in sizes_slips(("1",), ("2",), "3") if slip.name not in ("depth ignored",)),
    *weighed_slips(("1", "3")),
    Slip("depth ignored", (("depth", "ignored"),), ("1",)),
    Slip("parameters in pooling", POOLED.said, ("2",)),
    Slip("statistics counted as trainable", STATISTICS),
    Slip("statistics not counted", (("running mean and variance", "not counted"),)),
    Slip("shift left out", (("scale", "shift"), ("one number", "channel"))),
    Slip("statistics left out of the total", (("not trainable", "left out"), ("not trained", "left out"))),
)


def comparing(g: Givens, hand: Hand) -> None:
    """The parameters of two networks, and how many per cent fewer the second has."""
    counts = []
    for mark, (first, second), shape in (("a", (5, 3), (28, 28, 1)), ("b", (3, 5), (32, 32, 3))):
        one, two, three = (g[f"{mark}{number}"] for number in (1, 2, 3))
        layers = (("CONV", (first, one)), ("POOL", (2,)), ("CONV", (second, two)), ("POOL", (2,)))
        made = rows(hand, (*layers, ("FC", (three,)), ("FC", (10,))), shape, mark)
        total = sum(row.weights + row.biases for row in made)
        if hand.makes("biases left out", mark):
            total = sum(row.weights for row in made)
        counts.append(hand.whole(mark.upper(), total))
    a, b = counts
    fewer = 100 * (a - b) / a
    if hand.makes("divided by B"):
        fewer = 100 * (a - b) / b
    if hand.makes("share of A"):
        fewer = 100 * b / a
    if hand.makes("B less A"):
        fewer = 100 * (b - a) / a
    hand.number("fewer", fewer, 0)


MARKED = tuple((f"{mark}1", f"{mark}2", f"{mark}3", f"{mark}4", f"{mark}5", f"{mark}6") for mark in "ab")
COMPARING = (
    *(slip for a1, a2, a3, a4, a5, _ in MARKED for slip in sizes_slips((a1, a3), (a2, a4), a5)),
    *(slip for a1, _, a3, _, a5, a6 in MARKED for slip in weighed_slips((a1, a3, a5, a6, a1[0]))),
    *(Slip("parameters in pooling", POOLED.said, (a2, a4)) for _, a2, _, a4, _, _ in MARKED),
    Slip("divided by B", (("divided by B",),)),
    Slip("share of A", (("share of A",),)),
    Slip("B less A", (("the other way round",),)),
)
