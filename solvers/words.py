"""Sentences that people read, said in the language of the moment by whoever translates: English by default.

The core knows no translator, so one is handed in. Sentences are literals where they are said, with named
places for what changes, so that `manage.py makemessages` finds them. What outlives a request, a constant or
a cached object, holds a `phrase` or what is said `later`: never a sentence that was translated already.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Literal

Gettext = Callable[[str], str]
Ngettext = Callable[[str, str, int], str]


class _Voice:
    """Who translates."""

    gettext: Gettext = staticmethod(lambda sentence: sentence)
    ngettext: Ngettext = staticmethod(lambda one, many, number: one if number == 1 else many)


_ENGLISH = _Voice()
_voice = _Voice()
_in_english: ContextVar[bool] = ContextVar("in_english", default=False)


def speak_through(gettext: Gettext | None = None, ngettext: Ngettext | None = None) -> None:
    """Have these translate from now on, asked anew for every sentence; without them it is English."""
    _voice.gettext = gettext or _ENGLISH.gettext
    _voice.ngettext = ngettext or _ENGLISH.ngettext


def say(sentence: str, **values: object) -> str:
    """The sentence in the language of the moment, with these values in it."""
    said = (_ENGLISH if _in_english.get() else _voice).gettext(sentence)
    return said.format(**values) if values else said


def say_plural(one: str, many: str, number: int, **values: object) -> str:
    """The sentence that fits a number: `number` itself is a value too."""
    said = (_ENGLISH if _in_english.get() else _voice).ngettext(one, many, number)
    return said.format(number=number, **values)


def phrase(sentence: str) -> str:
    """The sentence as it is, for a table of what is said elsewhere."""
    return sentence


class Later(str):
    """A text to keep: in English it is stored, compared and looked up, `voiced` gives it to be read."""

    __slots__ = ("make",)
    make: Callable[[], str]

    def __new__(cls, make: Callable[[], str]) -> "Later":
        token = _in_english.set(True)
        try:
            text = super().__new__(cls, make())
        finally:
            _in_english.reset(token)
        text.make = make
        return text


def later(sentence: str, **values: str) -> Later:
    """The sentence to keep, to be said whenever it is read; its values may be kept ones too."""
    return Later(lambda: say(sentence, **{name: voiced(value) for name, value in values.items()}))


def voiced(text: str) -> str:
    """A kept text in the language of the moment; any other as it is."""
    return text.make() if isinstance(text, Later) and not _in_english.get() else text


_LISTED = {"and": phrase("{items} and {last}"), "or": phrase("{items} or {last}")}


def listed(items: list[str], joined_by: Literal["and", "or"] = "and") -> str:
    """The items in one line: a, b and c."""
    *most, last = items
    return say(_LISTED[joined_by], items=", ".join(most), last=last) if most else last


def truth(value: bool) -> str:
    """A truth value as a word."""
    return say("True") if value else say("False")
