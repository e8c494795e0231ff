"""Which pictures would give an answer away: they show with the worked solution only."""

from functools import lru_cache

from solvers.language.network import Network
from solvers.language.program import Curve, Program, Show
from solvers.language.tree import Apply, names_in, walk
from solvers.placeholders import names_put_in


@lru_cache(maxsize=1024)
def reveals(show: Show, program: Program) -> bool:
    """Whether a picture shows more than givens and constants: a computed value, or a curve that is asked."""
    nodes = [*show.values, *show.biases, *([show.curve.node] if show.curve else [])]
    if show.solution or frozenset().union(*map(names_in, nodes)) - program.inputs:
        return True
    return show.curve is not None and (_is_asked(show.curve, program) or _tells_height(show, program))


def _is_asked(curve: Curve, program: Program) -> bool:
    """Whether the function, or one that it is made of, is to be found as a formula."""
    used = {part.name for part in walk(curve.node) if isinstance(part, Apply)}
    return curve.own and bool(({curve.name} | used) & program.asked_functions)


def _tells_height(show: Show, program: Program) -> bool:
    """Whether a point is marked whose height the program computes, and may ask for."""
    if show.picture == "activation":
        return bool(show.values)
    return show.picture == "loss" and any(
        show.curve is not None and show.curve.name in definition.applies
        for definition in program.of_role("step", "option")
    )


def needs_sizes(network: Network, program: Program) -> bool:
    """Whether something is asked that is worked out from the sizes of a network's feature maps."""
    options = [option for group in program.groups for option in group.options]
    wanted = [ask.name for ask in program.asks] + [option.truth for option in options]
    wanted += [name for option in options for name in names_put_in(option.text)]
    needed = {definition.name for definition in program.slice(wanted, program.inputs)}
    return bool(needed & set(network.cells("shape")))


def names_of_network(network: Network) -> frozenset[str]:
    """The names whose numbers stand in a network's notation."""
    texts = [*network.input, *(layer.text for layer in network.layers)]
    return frozenset(name for text in texts for name in names_put_in(text))
