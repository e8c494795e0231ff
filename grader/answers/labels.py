"""Labels: which of the author's options a text names."""

from collections.abc import Sequence

from grader.answers.characters import MAX_LENGTH, clean
from grader.answers.errors import AnswerError
from solvers.words import listed


def read_label(text: str, options: Sequence[str]) -> str:
    """The option named, or AnswerError; case and spaces matter only where options differ by nothing else."""
    if text in options:
        return text
    limit = max(MAX_LENGTH, *map(len, options))
    plain = clean(text, limit).text
    if not plain:
        raise AnswerError(0, "empty")
    cleaned = {option: clean(option, limit).text for option in options}
    for meant in (
        [option for option, known in cleaned.items() if known == plain],
        [option for option, known in cleaned.items() if known.casefold() == plain.casefold()],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise AnswerError(0, "readings", first=f'"{meant[0]}"', second=f'"{meant[1]}"')
    raise AnswerError(0, "label", found=plain, allowed=listed(list(options), "or"))
