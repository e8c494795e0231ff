"""The batch size, counted where it does not belong: in a number of parameters, or as a side of a map."""

import numpy as np

from grader.candidates import CHANCE, Sample
from solvers import Variant
from solvers.language.program import Definition, Program
from solvers.language.tree import Call
from solvers.words import phrase, say

USUAL = frozenset({16, 32, 64, 128, 256, 512})  # where the problem does not say how large a batch is
NAMES = frozenset({"batch", "batch_size", "batchsize", "n_batch"})
COUNTED = phrase("The batch size was counted: the number of parameters does not depend on it.")
WRITTEN = phrase("The batch size was written as a side of the feature map.")


def is_count(program: Program, name: str) -> bool:
    """Whether a name is a number of parameters."""
    if name in program.cells:
        return not name.endswith(".shape")
    node = program.definitions[name].node
    return isinstance(node, Call) and node.function.name == "total"


def written(variant: Variant, typed: tuple[int, ...], right: tuple[float, ...]) -> str:
    """What to say of sides that are the right ones behind a batch size; nothing of any others."""
    first, rest = typed[0], typed[1:]
    if rest != right or (first != 1 and first in right):  # a side written twice looks the same
        return ""
    return say(WRITTEN) if first in (_named(variant) or USUAL | {1}) else ""


def counted(variant: Variant, sample: Sample, name: str, typed: float, right: float) -> str:
    """What to say of a right number of parameters times a batch size; nothing of any other."""
    sizes = (_named(variant) or USUAL) - _numbers(variant) - {1}
    if not right or typed / right not in sizes:
        return ""
    return say(COUNTED) if _chance(sample, name, sizes) <= CHANCE else ""


def _chance(sample: Sample, name: str, sizes: frozenset[int]) -> float:
    """How often another variant's right number would look like this mistake."""
    right = np.broadcast_to(sample.values[name], (sample.lanes,))
    other = np.roll(right, -1)
    return float(np.any([other == size * right for size in sizes], axis=0).mean())


def _named(variant: Variant) -> frozenset[int]:
    """The batch size that the problem gives."""
    return frozenset(int(variant.raw[given.name]) for given in _whole(variant) if _is_batch(given))


def _numbers(variant: Variant) -> frozenset[int]:
    """The other sizes of a problem: what looks like a batch size may be one of them, counted twice."""
    found = {int(variant.raw[given.name]) for given in _whole(variant) if not _is_batch(given)}
    for network in variant.problem.program.networks.values():
        texts = [*network.input, *(number for layer in network.layers for number in layer.numbers)]
        found |= {int(text) for text in texts if text.isdigit()}
    return frozenset(found)


def _whole(variant: Variant) -> list[Definition]:
    kinds = variant.problem.program.of_role("given", "constant")
    return [given for given in kinds if given.node.kind.whole and not given.node.kind.dims]


def _is_batch(given: Definition) -> bool:
    return given.name.lower() in NAMES or "batch" in given.label.lower()
