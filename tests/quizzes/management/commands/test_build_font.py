"""The font of mathematics that is part of the source."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from quizzes.management.commands.build_font import TARGET
from quizzes.text.mathematics import to_html

ROOT = Path(__file__).parents[4]
UNSEEN = {"\u2061", "\u2063", "\ufe00"}  # function application, separator, the choice of a script letter


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(ROOT / TARGET)


def test_font_stays_small() -> None:
    assert (ROOT / TARGET).stat().st_size < 150_000


@pytest.mark.parametrize(
    "latex",
    [
        r"\alpha\beta\gamma\delta\epsilon\varepsilon\eta\theta\lambda\mu\pi\rho\sigma\tau\phi\varphi\omega\Omega",
        r"+ - \times \cdot / = \ne \approx \le \ge < > \ll \pm \to \gets \Rightarrow \iff \in \subseteq",
        r"\sum \prod \int \partial \nabla \infty \sqrt{x} \odot \otimes \oplus \top \ldots \cdots \vdots",
        r"\lfloor \rceil \langle \rangle \{ \} \lVert \rVert \hat{x} \bar{x} \tilde{x} \vec{x} \overline{x}",
        r"\mathbf{wW} \mathcal{LN} \mathbb{RE1} \boldsymbol{\theta x} \underbrace{x}_n \overbrace{x}^n \%",
    ],
)
def test_font_has_what_the_formulas_of_a_course_need(font: TTFont, latex: str) -> None:
    shown = set(re.sub(r"<[^>]*>", "", to_html(latex))) - UNSEEN

    assert {character for character in shown if ord(character) not in font.getBestCmap()} == set()


def test_font_can_stretch(font: TTFont) -> None:
    constructions = font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    tall = [font.getBestCmap()[ord(character)] for character in "([{|)]}⌊⌋√∑∫"]

    assert set(tall) <= set(constructions)


@pytest.mark.slow
def test_build_font_makes_the_font_of_the_source(tmp_path: Path, settings, font: TTFont) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / TARGET).parent.mkdir(parents=True)

    call_command("build_font", stdout=StringIO())

    made = TTFont(tmp_path / TARGET)
    assert made.getGlyphOrder() == font.getGlyphOrder()
    assert made.getBestCmap() == font.getBestCmap()
