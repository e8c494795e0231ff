"""What hostile text becomes: nothing that runs, nothing that leads away, nothing that takes long."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.text import LONGEST, render, render_inline, render_math
from quizzes.text.allowed import clean

# Written out again, so that a slip in the allow-list is seen.
TAGS = {
    *("a", "b", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p"),
    *("pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "wbr", "math", "mfrac"),
    *("mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow"),
    *("ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr"),
    *("munder", "munderover"),
}
ATTRIBUTES = {
    *("accent", "accentunder", "alttext", "class", "depth", "display", "displaystyle", "fence", "form"),
    *("height", "href", "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize"),
    *("movablelimits", "rel", "rspace", "scriptlevel", "separator", "start", "stretchy", "symmetric"),
    *("title", "voffset", "width"),
}
TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)><style>*{display:none}</style>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<p style='position:fixed' onclick=alert(1)>",
    "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](vbscript:x)",
    "<javascript:alert(1)> <data:text/html,x> [e](file:///etc/passwd)",
    "[a](java&#115;cript:alert(1)) [b](<\tjavascript:alert(1)>) [c](x' onclick='alert(1))",
    "[a]\n\n[a]: javascript:alert(1) 'title'",
    "![a](x' onerror='alert(1))",
    '[a](https://x.org "\\" onmouseover=\\"alert(1)")',
    r"$\href{javascript:alert(1)}{x}$ $\url{javascript:alert(1)}$ $\style{color:red}{x}$ $\class{a}{x}$",
    r"$\htmlClass{a}{x}$ $\htmlStyle{color:red}{x}$ $\htmlData{a=b}{x}$ $\includegraphics{http://x.org/a.png}$",
    r'$\text{</mtext></math><script>alert(1)</script>}$ $\text{" onload="alert(1)}$',
    r'$"><script>alert(1)</script>$',
    r"$\text{style=\"color:red\"}$ $\begin{array}{c|c}\text{<mtd style=\"x\">}&1\end{array}$",
    r"$\color{red}{x}$ $\unicode{x3c}script\unicode{x3e}$ $\char60 script\char62$ $\verb|<script>|$",
    "{{ csrf_token }} {% csrf_token %} \x00 \ufffd M0M MATH0 @@0@@ \u2063 &lt;script&gt; &#60;script&#62;",
    '```" onclick="alert(1)\n<script>\n```',
    '<a href="//evil.example">x</a> <http://x.org/"onclick="alert(1)> <https://x.org/<script>>',
    "|<b>|\n|:-:|\n|<script>$\\text{<script>}$|",
]
NESTED = [
    "> " * 20_000,
    "- " * 20_000,
    "[" * LONGEST,
    "![" * LONGEST,
    "*a " * LONGEST,
    "`" * LONGEST,
    "$" * LONGEST,
    "$x$ " * LONGEST,
    "|" * LONGEST,
    "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n" + "|a\n" * 15_000,
    "<" * LONGEST,
    "é🙂" * LONGEST,
    *(
        f"${formula[:1_990]}$ " * 50
        for formula in (
            "(" * 2_000,
            "[" * 2_000,
            r"\lfloor " * 300,
            "{" * 990 + "x" + "}" * 990,
            r"\sqrt{" * 300 + "x" + "}" * 300,
            r"\sqrt" * 300 + "x",
            r"\frac{1}{" * 180 + "x" + "}" * 180,
            "x^{" * 490 + "x" + "}" * 490,
            r"\left(" * 150 + "x" + r"\right)" * 150,
            r"\begin{aligned}" * 60 + "x" + r"\end{aligned}" * 60,
            r"\text{" * 300 + "}" * 300,
            r"\\[" * 600,
            "'" * 2_000,
            "+" * 2_000,
            "a+" * 990 + "a",
            "x, " * 660,
            r"\newcommand{\a}{\a\a}\a",
            r"\def\a{{\a}}\a",
        )
    ),
]


def assert_harmless(html: str) -> None:
    for tag, attributes in re.findall(r"<([^\s<>/]+)((?:[^<>\"]|\"[^\"]*\")*)>", html):
        assert tag in TAGS
        assert {name for name, _ in re.findall(r'([\w-]+)="([^"]*)"', attributes)} <= ATTRIBUTES
    for address in re.findall(r'href="([^"]*)"', html):
        assert re.match(r"(https?:|mailto:|[^:]*$)", address)
    assert clean(html) == html


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("show", [render, render_inline, render_math])
def test_hostile_text_becomes_harmless(text: str, show: Callable[[str], str]) -> None:
    assert_harmless(show(text))


@pytest.mark.slow
@pytest.mark.parametrize("text", NESTED, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("show", [render, render_inline])
def test_excessive_text_takes_no_more_than_a_moment(text: str, show: Callable[[str], str]) -> None:
    start = time.process_time()
    show(text)
    # Measured alone: 0.4 s at most, and 1 s for a table of 65,536 empty cells. Machines differ.
    assert time.process_time() - start < 3


@given(st.text(alphabet=st.sampled_from(r"$\{}[]()^_&<>|`*#+-=,.! ax1" + "\n\x00\ud800é")))
def test_any_text_renders_to_something_harmless(text: str) -> None:
    for show in (render, render_inline, render_math):
        assert_harmless(show(text))


def test_the_allow_list_drops_what_no_renderer_should_have_made() -> None:
    html = (
        '<p onclick="x" style="y" id="z" class="card">a<script>b</script><img src="c"><iframe></iframe></p>'
    )

    assert clean(html) == "<p>a</p>"

    cell = '<mtd class="m-left button" style="x" href="y" onclick="z">1</mtd>'

    assert clean(f"<math><mtable><mtr>{cell}</mtr></mtable></math>") == (
        '<math><mtable><mtr><mtd class="m-left">1</mtd></mtr></mtable></math>'
    )
