"""Which version of its problem a question uses, and what changed from one version to another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizzes.models import ProblemVersion, Question

AROUND = 3  # unchanged lines that show before and after a change


@dataclass(frozen=True)
class Use:
    """The version that a question uses, of how many, and the newest."""

    version: ProblemVersion
    newest: ProblemVersion

    @property
    def is_newest(self) -> bool:
        """Whether there is none to move to."""
        return self.version.pk == self.newest.pk


def use_of(question: Question) -> Use:
    """Return which version the question uses."""
    newest = ProblemVersion.objects.select_related("problem").filter(
        problem=question.problem_version.problem_id
    )
    return Use(question.problem_version, newest.latest("number"))


@dataclass(frozen=True)
class Piece:
    """Some words of a line, and whether the other side says something else."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the old version beside one of the new; a side is None where it has no such line."""

    old_number: int | None = None
    old: tuple[Piece, ...] | None = None
    new_number: int | None = None
    new: tuple[Piece, ...] | None = None
    changed: bool = False
    skipped: int = 0  # lines that are the same and are left out here


def difference(old: str, new: str) -> list[Line]:
    """Return the lines that changed, beside each other with the words that did, and a few around them."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (kind, i, i_end, j, j_end) in enumerate(blocks):
        if kind == "equal":
            found += _around(before, i, i_end, j, place == 0, place == len(blocks) - 1)
            continue
        for offset in range(max(i_end - i, j_end - j)):
            left = i + offset if i + offset < i_end else None
            right = j + offset if j + offset < j_end else None
            found.append(_line(before, left, after, right))
    return found if any(line.changed for line in found) else []


def _around(
    lines: list[str], start: int, end: int, other: int, is_first: bool, is_last: bool
) -> Iterator[Line]:
    """Lines that are the same, in long stretches only those next to a change."""
    head = 0 if is_first else AROUND
    tail = 0 if is_last else AROUND
    skipped = end - start - head - tail
    for offset in range(end - start):
        if skipped > 1 and head <= offset < head + skipped:
            if offset == head:
                yield Line(skipped=skipped)
            continue
        piece = (Piece(lines[start + offset]),)
        yield Line(start + offset + 1, piece, other + offset + 1, piece)


def _line(before: list[str], left: int | None, after: list[str], right: int | None) -> Line:
    """A line that changed, was added or taken out."""
    if left is not None and right is not None:
        old, new = _words(before[left], after[right])
        return Line(left + 1, old, right + 1, new, changed=True)
    if left is not None:
        return Line(left + 1, (Piece(before[left], changed=True),), changed=True)
    assert right is not None
    return Line(new_number=right + 1, new=(Piece(after[right], changed=True),), changed=True)


def _words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both lines in pieces: what they share and what they do not."""
    before, after = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (old, new))
    one: list[Piece] = []
    two: list[Piece] = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, words in ((one, before[i:i_end]), (two, after[j:j_end])):
            if words:
                side.append(Piece("".join(words), changed=kind != "equal"))
    return tuple(one), tuple(two)
