"""Convolution sizes and tables of layers, worked by hand with the slips that people make in them."""

import math
from dataclasses import dataclass

from tests.simulated.hand import Givens, Hand, Slip


def convolution_output(g: Givens, hand: Hand) -> None:
    """Height and width behind one convolution."""
    sides = (g["W"], g["H"]) if hand.makes("height and width swapped") else (g["H"], g["W"])
    padded = 2 * g["p"]
    if hand.makes("padding counted once"):
        padded = g["p"]
    if hand.makes("padding left out"):
        padded = 0
    stride = 1 if hand.makes("stride forgotten") else g["s"]
    one = 0 if hand.makes("+ 1 forgotten") else 1
    rounded = math.ceil if hand.makes("rounded up") else math.floor
    if hand.makes("padding kept the size"):
        hand.shape("out", sides)
        return
    hand.shape("out", [rounded((side + padded - g["f"]) / stride) + one for side in sides])


CONVOLUTION_OUTPUT = (
    Slip("height and width swapped", (("Height and width", "swapped"),)),
    Slip("padding counted once", (("padding", "once"),)),
    Slip("padding left out", (("padding", "left out"),)),
    Slip("stride forgotten", (("stride", "forgotten"), ("stride", "ignored"))),
    Slip("+ 1 forgotten", (("+ 1", "forgotten"),)),
    Slip("rounded up", (("rounded up",),)),
    Slip("padding kept the size", (("size was kept",),)),
)


@dataclass(frozen=True)
class Row:
    """What one layer comes to."""

    weights: int
    biases: int
    shape: tuple[int, ...]


def layer(hand: Hand, at: str, kind: str, numbers: tuple[int, ...], before: tuple[int, ...]) -> Row:
    """One layer behind a feature map."""
    return {"CONV": _convolution, "POOL": _pooling, "FC": _dense}[kind](hand, at, numbers, before)


def _convolution(hand: Hand, at: str, numbers: tuple[int, ...], before: tuple[int, ...]) -> Row:
    k, n = numbers
    depth = 1 if hand.makes("depth ignored", at) else before[2]
    weights = k * depth * n if hand.makes("filter counted as a row", at) else k * k * depth * n
    if hand.makes("number of filters left out", at):
        weights = k * k * depth
    return Row(weights, n, _convolved(hand, at, k, n, before))


def _convolved(hand: Hand, at: str, k: int, n: int, before: tuple[int, ...]) -> tuple[int, ...]:
    lost = k - 1
    if hand.makes("+ 1 forgotten", at):
        lost = k
    if hand.makes("same for valid", at):
        lost = 0
    channels = before[2] if hand.makes("channels not changed", at) else n
    return before[0] - lost, before[1] - lost, channels


def _pooling(hand: Hand, at: str, numbers: tuple[int, ...], before: tuple[int, ...]) -> Row:
    (k,) = numbers
    sides = [side // k for side in before[:2]]
    if hand.makes("rounded up", at):
        sides = [-(-side // k) for side in before[:2]]
    if hand.makes("pooled with stride 1", at):
        sides = [side - k + 1 for side in before[:2]]
    if hand.makes("pooling did not change the size", at):
        sides = list(before[:2])
    weights = k * k * before[2] if hand.makes("parameters in pooling", at) else 0
    return Row(weights, 0, (*sides, before[2]))


def _dense(hand: Hand, at: str, numbers: tuple[int, ...], before: tuple[int, ...]) -> Row:
    (d,) = numbers
    inputs = math.prod(before)
    if len(before) == 3 and hand.makes("map not flattened", at):
        inputs = before[2]
    if len(before) == 3 and hand.makes("channels of the map ignored", at):
        inputs = before[0] * before[1]
    return Row(inputs * d, d, (d,))


def sizes_slips(convolutions: tuple[str, ...], pools: tuple[str, ...], first: str) -> tuple[Slip, ...]:
    """The slips of the layers; `first` is the dense layer behind the last map."""
    later = tuple(at for at in convolutions if not at.endswith("1"))
    return (
        Slip("depth ignored", (("depth", "ignored"),), later),
        Slip("filter counted as a row", (("row", "square"),), convolutions),
        Slip("number of filters left out", (("number of filters", "left out"),), convolutions),
        Slip("+ 1 forgotten", (("+ 1", "forgotten"),), convolutions),
        Slip("same for valid", (("size was kept",),), convolutions),
        Slip("rounded up", (("rounded up",),), pools),
        Slip("pooled with stride 1", (("pooling", "stride 1"),), pools),
        Slip("pooling did not change the size", (("pooling did not change",),), pools),
        Slip("map not flattened", (("not flattened",),), (first,)),
        Slip("channels of the map ignored", (("channels", "ignored"),), (first,)),
    )
