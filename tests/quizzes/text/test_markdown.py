"""The Markdown that authors write."""

import pytest

from quizzes.text import LONGEST, render, render_inline

X = '<math alttext="x"><mi>x</mi></math>'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One *two* **three** `four`", "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>\n"),
        ("The weight $x$ is", f"<p>The weight {X} is</p>\n"),
        ("($x$), $x$.", f'<p><span class="unbroken">({X}),</span> <span class="unbroken">{X}.</span></p>\n'),
        ("a (b [$x$", f'<p>a (b <span class="unbroken">[{X}</span></p>\n'),
        ("“([$x$", f'<p><span class="unbroken">“([{X}</span></p>\n'),
        (
            "CONV-5-16 → DROPOUT-0.5 & <3-4>",
            '<p><span class="unbroken">CONV-5-16</span> → <span class="unbroken">DROPOUT-0.5</span> '
            "&amp; &lt;3-4&gt;</p>\n",
        ),
        ("It costs $5 or $10.", "<p>It costs $5 or $10.</p>\n"),
        (r"\$x\$", "<p>$x$</p>\n"),
        ("$$x$$", '<span class="math-display"><math alttext="x" display="block"><mi>x</mi></math></span>'),
        ("# Title", "<h3>Title</h3>\n"),
        ("###### Title", "<h6>Title</h6>\n"),
        ("3. one\n4. two", '<ol start="3">\n<li>one</li>\n<li>two</li>\n</ol>\n'),
        ("```py\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>\n"),
        (
            "|a|b|\n|--|-:|\n|1|$x$|",
            '<div class="table-scroll"><table>\n'
            '<thead>\n<tr>\n<th>a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n'
            f'<tbody>\n<tr>\n<td>1</td>\n<td class="align-right">{X}</td>\n</tr>\n</tbody>\n'
            "</table></div>\n",
        ),
        (
            "[page](https://example.org/a?b=1)",
            '<p><a href="https://example.org/a?b=1" rel="noopener noreferrer">page</a></p>\n',
        ),
        ("![alt](/a.png)", '<p>!<a href="/a.png" rel="noopener noreferrer">alt</a></p>\n'),
    ],
)
def test_render_shows_markdown_and_nothing_else(markdown: str, html: str) -> None:
    assert render(markdown) == html


def test_brackets_far_from_a_formula_stay_in_the_text() -> None:
    brackets = "(" * (LONGEST - 10)
    assert render_inline(f"{brackets} $x$") == f"{brackets} {X}"


def test_render_inline_has_no_paragraph() -> None:
    assert render_inline("Gradient $x$ and *more*") == f"Gradient {X} and <em>more</em>"


def test_render_shows_where_it_cut_an_endless_text() -> None:
    assert render_inline("a" * LONGEST + "b") == "a" * LONGEST + " […]"
