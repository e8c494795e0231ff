"""The hint that more digits are asked than were typed, from the typed text alone."""

from grader.answers.numbers import ReadNumber
from solvers.words import phrase, say, say_plural

_SMALL = (
    phrase("zero"),
    phrase("one"),
    phrase("two"),
    phrase("three"),
    phrase("four"),
    phrase("five"),
    phrase("six"),
    phrase("seven"),
    phrase("eight"),
    phrase("nine"),
    phrase("ten"),
)


def hint(read: ReadNumber, places: int | None, figures: int | None) -> str:
    """The sentence about missing digits, empty where enough are typed; it says nothing of right or wrong."""
    if places is not None and read.places is not None and read.places < places:
        return say("You gave {digits}, {wanted}.", digits=_decimals(read.places), wanted=_asked(places))
    if figures is not None and read.figures is not None and read.figures < figures:
        return say("You gave {digits}, {wanted}.", digits=_figures(read.figures), wanted=_asked(figures))
    return ""


def needed(places: int | None, figures: int | None) -> str:
    """The digits that are asked: 'three decimals'."""
    return _decimals(places) if places is not None else _figures(figures or 0)


def _decimals(count: int) -> str:
    if not count:
        return say("no decimals")
    return say_plural("{count} decimal", "{count} decimals", count, count=_word(count))


def _figures(count: int) -> str:
    return say_plural("{count} significant figure", "{count} significant figures", count, count=_word(count))


def _asked(count: int) -> str:
    return say_plural("{count} is asked", "{count} are asked", count, count=_word(count))


def _word(count: int) -> str:
    return say(_SMALL[count]) if count < len(_SMALL) else str(count)
