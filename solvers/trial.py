"""What a program can show only by being drawn: that variants exist, and that choices have one true option."""

import numpy as np

from solvers.errors import ProblemError
from solvers.functions.registry import Array
from solvers.language.draws import Bits
from solvers.language.network import Network
from solvers.language.program import Definition, Group
from solvers.language.sample import Sampler

TRIAL = 512  # variants that a problem is tried on at save
SEED = 2025
LEAST_SUCCESS = 0.02  # of all draws, a share that must meet `require` and be finite


def check_by_drawing(sampler: Sampler) -> None:
    """Raise ProblemError where too few draws can be used or a choice has not exactly one true option."""
    lanes: Bits = np.arange(min(TRIAL, sampler.blocks.lanes), dtype=np.uint64)
    values, ok = sampler.blocks.draw(SEED, lanes, 0)
    for network in sampler.program.networks.values():
        _check_sizes(network, values)
    share = float(ok.mean())
    if share < LEAST_SUCCESS:
        _refuse(sampler, values, share)
    for group in sampler.program.groups:
        if group.show is None:
            _check_truths(group, values, ok)


def _check_sizes(network: Network, values: dict[str, Array]) -> None:
    """Refuse a network in which a feature map falls below 1 × 1."""
    for number, layer in enumerate(network.layers, start=1):
        before, after = (values[f"{network.name}.{place}.shape"] for place in (number - 1, number))
        gone = np.isnan(after).any(axis=0) & ~np.isnan(before).any(axis=0)
        if gone.any():
            size = " × ".join(str(int(side[int(np.argmax(gone)) % side.size])) for side in before)
            raise ProblemError(
                f"Layer {number}, {layer.text}, does not fit: its input is {size}. "
                "Take a smaller filter or window, or a larger input.",
                network.where.line,
                network.where.column,
            )


def _refuse(sampler: Sampler, values: dict[str, Array], share: float) -> None:
    percent = f"{100 * share:.1f} %"
    worst: Definition | None = None
    lowest = 1.0
    for name in sampler.layout.requires:
        met = float(values[name].reshape(-1, values[name].shape[-1]).all(axis=0).mean())
        if met < lowest:
            worst, lowest = sampler.program.definitions[name], met
    if worst is not None and lowest < 0.5:
        raise ProblemError(
            f"Only {percent} of draws can be used, and this condition holds in {100 * lowest:.1f} %: "
            "widen the draws or ask for less.",
            worst.where.line,
            worst.where.column,
        )
    for definition in sampler.program.of_role("step"):
        value = values.get(definition.name)
        if value is not None and value.dtype.kind == "f" and not np.isfinite(value).any():
            raise ProblemError(
                f"{definition.name} is infinite or not a number in every variant.",
                definition.where.line,
                definition.where.column,
            )
    raise ProblemError(f"Only {percent} of draws give finite numbers that meet every 'require'.", 1)


def _check_truths(group: Group, values: dict[str, Array], ok: Array) -> None:
    truths = sum(np.broadcast_to(values[option.truth], ok.shape).astype(int) for option in group.options)
    faulty = ok & ((truths < 1) if group.several else (truths != 1))
    if not faulty.any():
        return
    lane = int(np.argmax(faulty))
    true = [
        str(number)
        for number, option in enumerate(group.options, start=1)
        if np.broadcast_to(values[option.truth], ok.shape)[lane]
    ]
    percent = f"{100 * float(faulty.mean()):.1f} % of them"
    found = f"options {' and '.join(true)} are true at once" if true else "no option is true"
    if group.several:
        message = f"At least one option must be true in every variant; in {percent} {found}."
    else:
        message = (
            f"Exactly one option must be true in every variant; in {percent} {found}. "
            "Change the conditions, or write options(several=True)."
        )
    raise ProblemError(message, group.where.line, group.where.column)
