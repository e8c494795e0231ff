"""The addresses of one variant, which its sheet needs all at once."""

from functools import cache

from django import template
from django.urls import get_script_prefix, reverse

register = template.Library()

ANY = 7_340_000_001  # stands for a variant: no other part of an address is this number


@register.simple_tag
def addresses_of(variant_id: int) -> dict[str, str]:
    """Return where a variant's answers are read, saved and checked, and where others take its place."""
    return {name: path.replace(str(ANY), str(variant_id)) for name, path in _paths(get_script_prefix())}


@cache
def _paths(prefix: str) -> list[tuple[str, str]]:
    """The addresses below that prefix, reversed once: each time again costs as much as rendering a field."""
    return [(name, reverse(name, args=[ANY])) for name in ("read", "save", "check", "new_numbers")]
