"""The hint that more digits are asked than were typed, from the typed text alone."""

from grader.answers.numbers import ReadNumber

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def hint(read: ReadNumber, places: int | None, figures: int | None) -> str:
    """The sentence about missing digits, empty where enough are typed; it says nothing of right or wrong."""
    if places is not None and read.places is not None and read.places < places:
        return f"You gave {_counted(read.places, 'decimal')}, {_asked(places)}."
    if figures is not None and read.figures is not None and read.figures < figures:
        return f"You gave {_counted(read.figures, 'significant figure')}, {_asked(figures)}."
    return ""


def needed(places: int | None, figures: int | None) -> str:
    """The digits that are asked: 'three decimals'."""
    if places is not None:
        return _counted(places, "decimal")
    return _counted(figures or 0, "significant figure")


def _counted(count: int, noun: str) -> str:
    return f"{_word(count)} {noun}" if count == 1 else f"{_word(count)} {noun}s"


def _asked(count: int) -> str:
    return f"{_word(count)} {'is' if count == 1 else 'are'} asked"


def _word(count: int) -> str:
    return _SMALL[count] if count < len(_SMALL) else str(count)
