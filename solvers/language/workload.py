"""What a checked program may cost: bounds on numbers, fields and the work behind bands, checked at save."""

from solvers.errors import ProblemError
from solvers.language import limits
from solvers.language.program import Ask, Definition, Program
from solvers.language.syntax import Where

STEP = 20  # numbers that could be computed in the time that it takes to begin


def check_workload(program: Program) -> None:
    """Raise ProblemError where drawing or marking a variant would take too long."""
    _check_fields(program)
    pairs = work = 0
    for ask in program.asks:
        definition = program.definitions[ask.name]
        if not _is_rounded(definition):
            continue
        before = [step for step in program.slice([ask.name], program.inputs) if _is_rounded(step)]
        pairs += len(before)
        if pairs > limits.MAX_BAND_PAIRS:
            raise _error(ask.where, "So many answers build on so many steps: ask for fewer of them.")
        work += sum(_work(program, ask, step) for step in before if step is not definition)
        if work > limits.MAX_BAND_WORK:
            raise _error(ask.where, "Too many numbers go into this answer: use smaller vectors and matrices.")


def _check_fields(program: Program) -> None:
    fields = 0
    for ask in program.asks:
        kind = program.definitions[ask.name].node.kind
        fields += 1 if kind.shape else kind.elements
        if fields > limits.MAX_FIELDS:
            raise _error(ask.where, f"A problem asks for {limits.MAX_FIELDS} values at most.")


def _is_rounded(definition: Definition) -> bool:
    kind = definition.node.kind
    return definition.role == "step" and kind.is_number and not kind.whole


def _work(program: Program, ask: Ask, step: Definition) -> int:
    """Numbers computed to see how far each element of a step moves an answer, both ways."""
    path = program.slice([ask.name], program.inputs | {step.name})
    return 2 * step.node.kind.elements * sum(part.node.kind.elements for part in path)


def band_work(program: Program) -> int:
    """About how many numbers are computed for all bands of one variant."""
    return sum(
        _work(program, ask, step) + 2 * STEP * step.node.kind.elements
        for ask in program.asks
        if _is_rounded(program.definitions[ask.name])
        for step in program.slice([ask.name], program.inputs)
        if _is_rounded(step) and step.name != ask.name
    )


def _error(where: Where, message: str) -> ProblemError:
    return ProblemError(message, where.line, where.column)
