"""Markdown with LaTeX mathematics, as authors write it, to HTML that is safe to show."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from quizzes.text import mathematics
from quizzes.text.allowed import clean
from quizzes.text.markdown import parser

__all__ = ["render", "render_inline", "render_math"]

LONGEST = 30_000  # characters: ten printed pages, and the worst of them take half a second


def render(text: str) -> SafeString:
    """Return the text as paragraphs, lists, tables and displayed formulas."""
    return _render(_storable(text))


def render_inline(text: str) -> SafeString:
    """Return the text as one run of words and formulas, for a label or an option."""
    return _render_inline(_storable(text))


def render_math(latex: str, display: bool = False) -> SafeString:
    """Return one formula, given without dollars, as MathML."""
    return _render_math(_storable(latex), display)


# A statement is rendered for one student's numbers, a few times; prompts, options and symbols are the
# same for everybody. Few long texts and many short ones keep all three under some 10 MB.
@lru_cache(maxsize=256)
def _render(text: str) -> SafeString:
    return _safe(parser.render(text))


@lru_cache(maxsize=1024)
def _render_inline(text: str) -> SafeString:
    return _safe(parser.renderInline(text))


@lru_cache(maxsize=1024)
def _render_math(latex: str, display: bool) -> SafeString:
    return _safe(mathematics.to_html(latex, display))


def _storable(text: str) -> str:
    """Cut what nobody meant to write: more than a book's chapter, and halves of characters."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + " […]"
    return text.encode("utf-8", "replace").decode()


def _safe(html: str) -> SafeString:
    return mark_safe(clean(html))  # noqa: S308  the allow-list is what makes it safe
