"""The filters, as templates use them."""

import pytest
from django.template import engines

X = '<math alttext="x"><mi>x</mi></math>'


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{ '$x$'|markdown }}", f"<p>{X}</p>\n"),
        ("{{ '$x$'|markdown_inline }}", X),
        ("{{ 'x'|math }}", X),
        (
            "{{ 'x'|math_after:'=' }}",
            '<math alttext="= x"><mrow displaystyle="true" scriptlevel="0">'
            '<mo lspace="0">=</mo><mi>x</mi></mrow></math>',
        ),
    ],
)
def test_filters_show_safe_html(template: str, html: str) -> None:
    assert engines["django"].from_string("{% load markup %}" + template).render() == html
