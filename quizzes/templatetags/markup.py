"""Template filters for authors' text: `{{ statement|markdown }}`, `{{ symbol|math }}`."""

from django import template

from quizzes.text import render, render_inline, render_math

register = template.Library()

register.filter("markdown", render)
register.filter("markdown_inline", render_inline)


@register.filter
def math(latex: str) -> str:
    """Show a formula within a line."""
    return render_math(latex)


@register.filter
def math_after(latex: str, relation: str) -> str:
    """Show what stands after `=`, in full size, over as many lines as it takes."""
    return render_math(rf"\displaystyle {relation} {latex}")
