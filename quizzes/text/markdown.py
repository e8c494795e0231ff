"""The Markdown that authors write: CommonMark with tables and $mathematics$, without HTML and images."""

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quizzes.text import mathematics
from quizzes.text.breaks import keep_layers

# The page's title is h1 and its sections are h2: an author's # stands below both.
HEADINGS_DOWN = 2

_OPENING = "([“‘"
_CLOSING = re.compile(r"[)\].,;:!?%”’]*")


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    markdown.enable("table").disable("image")
    # "$5 and $10" are prices, not a formula.
    dollarmath_plugin(markdown, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    markdown.core.ruler.push("fit_the_page", _fit_the_page)
    for kind in ("math_block", "math_inline_double", "math_inline"):
        markdown.add_render_rule(kind, _formula)
    markdown.add_render_rule("text", _text)
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    return markdown


def _fit_the_page(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + HEADINGS_DOWN, 6)}"
        elif token.type in ("th_open", "td_open"):
            # The policy forbids inline styles.
            align = str(token.attrs.pop("style", "")).removeprefix("text-align:")
            if align:
                token.attrSet("class", f"align-{align}")
        elif token.type == "fence":
            token.info = ""  # the language would become a class
        elif token.type == "inline":
            _keep_punctuation(token.children or [])


def _keep_punctuation(tokens: list[Token]) -> None:
    """Hand brackets and full stops to the formula beside them: a line may end at either side of a formula."""
    for token, following in pairwise(tokens):
        if token.type == "text" and following.type == "math_inline":
            left = token.content.rstrip(_OPENING)
            following.meta["before"] = token.content[len(left) :]
            token.content = left
        elif token.type == "math_inline" and following.type == "text":
            kept = _CLOSING.match(following.content)[0]  # type: ignore[index]  # it matches any text
            following.content = following.content.removeprefix(kept)
            token.meta["after"] = kept


def _formula(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    token = tokens[index]
    return mathematics.to_html(token.content.strip(), token.type != "math_inline", **token.meta)


def _text(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return keep_layers(escape(tokens[index].content, quote=False))


def _table_open(*_: Any) -> str:
    return '<div class="table-scroll"><table>\n'


def _table_close(*_: Any) -> str:
    return "</table></div>\n"


parser = _parser()
