"""Right answers field by field, as data: only for those to whom they may be told."""

from typing import Any

from solvers import Variant
from solvers.fields import Field


def right_answer(field: Field, numbers: Variant) -> Any:
    """The right answer of a field as JSON.

    A number, the sides of a shape, a text, a formula's LaTeX, the value of an option, or those of several.
    """
    answer: Any = numbers.answers[field.asked]
    for place in field.name.removeprefix(field.asked).split(".")[1:]:
        answer = answer[int(place) - 1]
    match field.kind:
        case "choice":
            return str(answer[0])
        case "choices":
            return [str(number) for number in answer]
        case "shape":
            return list(answer)
        case "label":
            return str(answer)
        case _:
            return answer
