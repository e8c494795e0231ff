"""How a drawing looks where none of our stylesheets are: attributes that stand in the SVG itself.

Text takes the colour of the page around it, other colours have contrast on white and on black, and fills
are thin: a drawing can be read on light and on dark pages. The classes beside them let a page restyle it.
"""

ACCENT, NEAR, FOLLOWS, RIGHT, EDGE = "#5b7fe0", "#a8731a", "#1d8896", "#2f8f57", "#7b869e"
WORDS = "font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\" fill=\"currentColor\""


def _line(color: str = EDGE, width: float = 1.5, more: str = "") -> str:
    return f' fill="none" stroke="{color}" stroke-width="{width:g}" stroke-linejoin="round"{more}'


def _area(color: str, width: float = 1.5, share: float = 0.12) -> str:
    return f' fill="{color}" fill-opacity="{share:g}" stroke="{color}" stroke-width="{width:g}"'


def _filled(color: str) -> str:
    return f' fill="{color}"'


BOLD, FAINT = ' font-weight="600"', ' fill-opacity="0.75"'
SOLID = ' stroke-linejoin="round"'
# Role of a shape -> its attributes; a text of another role is plain.
LOOK = {
    "name": BOLD,
    "symbol": BOLD,
    "note": FAINT,
    "size": FAINT,
    "edge": _line(),
    "edge-bias": _line(),
    "head-edge": _filled(EDGE),
    "head-edge-bias": _filled(EDGE),
    "input": _area(ACCENT),
    "neuron": _area(ACCENT),
    "bias": _area(EDGE),
    "activation": _area(NEAR),
    "glyph": _line(NEAR, 2, ' stroke-linecap="round"'),
    "dots": _filled(EDGE),
    "curve": _line(ACCENT, 2.25, ' stroke-linecap="round"'),
    "frame": _line(width=1),
    "axis": _line(width=1, more=' opacity="0.6"'),
    "guide": _line(width=1.25, more=' stroke-dasharray="4 4"'),
    "path": _line(NEAR, 1.75),
    "head-path": _filled(NEAR),
    "mark": _filled(NEAR),
    "measure": _line(width=1.25),
    "cells": _line(ACCENT, 0.75, ' opacity="0.6"'),
    "filter": _area(ACCENT, 2, 0.22),
    "filter filter-next": _line(ACCENT, 1.5, ' stroke-dasharray="5 4"'),
    "face padding": _line(width=1.25, more=' stroke-dasharray="4 3"'),
    "face face-input": _area(EDGE, 1.25) + SOLID,
    "face face-conv": _area(ACCENT, 1.25) + SOLID,
    "face face-pool": _area(FOLLOWS, 1.25) + SOLID,
    "face face-flat": _area(NEAR, 1.25) + SOLID,
    "face face-other": _area(RIGHT, 1.25) + SOLID,
    "face side side-input": _area(EDGE, 1.25, 0.2) + SOLID,
    "face side side-conv": _area(ACCENT, 1.25, 0.2) + SOLID,
    "face side side-pool": _area(FOLLOWS, 1.25, 0.2) + SOLID,
    "face side side-flat": _area(NEAR, 1.25, 0.2) + SOLID,
    "face side side-other": _area(RIGHT, 1.25, 0.2) + SOLID,
}
PLAIN_ROLES = ("words", "value", "label")
