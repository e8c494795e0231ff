"""Make static/fonts/stix-two-math.woff2 anew: the glyphs of STIX Two Math that our mathematics needs."""

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

TARGET = Path("static/fonts/stix-two-math.woff2")

# The whole font is 1.5 MB, and a student's first page waits for it. First and last character of each run.
CHARACTERS = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin letters with accents, ±, ×, ÷
    (0x131, 0x131),  # ı and ȷ, which carry accents
    (0x237, 0x237),
    (0x2C6, 0x2DD),  # accents: hat, bar, tilde, dot
    (0x300, 0x338),  # accents that combine, and the stroke of ≠
    (0x391, 0x3F6),  # Greek
    (0x2010, 0x2027),  # dashes, quotes, †, …
    (0x2030, 0x203A),  # ‰, primes
    (0x2057, 0x2064),  # quadruple prime, signs that are not seen
    (0x20D6, 0x20D7),  # arrows over a letter
    (0x2102, 0x2137),  # ℂ ℎ ℒ ℓ ℕ ℝ and other letters
    (0x2190, 0x2199),  # arrows
    (0x21A6, 0x21A6),  # ↦
    (0x21D0, 0x21D5),  # ⇒ and its like
    (0x2200, 0x2237),  # ∀ ∂ ∇ ∈ ∏ ∑ − √ ∝ ∞ ∥ ∧ ∩ ∫ ∴
    (0x223C, 0x2249),  # ∼ ≃ ≅ ≈
    (0x2250, 0x226B),  # ≔ ≜ ≠ ≡ ≤ ≥ ≪
    (0x2282, 0x228B),  # ⊂ ⊆
    (0x2295, 0x2299),  # ⊕ ⊗ ⊙
    (0x22A2, 0x22A8),  # ⊤ ⊥ ⊨
    (0x22C0, 0x22C8),  # big and, or, cap and cup; ⋅ ⋆
    (0x22EE, 0x22F1),  # ⋮ ⋯ ⋱
    (0x2308, 0x230B),  # ⌈ ⌉ ⌊ ⌋
    (0x239B, 0x23B9),  # the pieces of tall brackets
    (0x23DC, 0x23E1),  # braces over and under
    (0x25A0, 0x25A1),  # ■ □
    (0x25B2, 0x25B3),  # ▲ △
    (0x25CB, 0x25CF),  # ○ ●
    (0x27E6, 0x27EB),  # ⟦ ⟧ ⟨ ⟩
    (0x27F5, 0x27FC),  # long arrows
    (0x2A00, 0x2A06),  # big ⊙ ⊕ ⊗
    (0x2A7D, 0x2A7E),  # ⩽ ⩾
    (0x1D400, 0x1D4B5),  # bold, italic and bold italic letters, script capitals
    (0x1D538, 0x1D550),  # double-struck capitals
    (0x1D6A4, 0x1D6A5),  # ı and ȷ in italics
    (0x1D6E2, 0x1D755),  # Greek in italics, and bold
    (0x1D7CE, 0x1D7E1),  # bold and double-struck digits
)
# Smaller shapes for indices, dotless letters under accents, flat accents over capitals.
FEATURES = ("ssty", "dtls", "flac")
# Copyright, licence and names stay in the file, as the licence asks.
NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)


class Command(BaseCommand):
    """Needed only when the list above changes: the font that it makes is part of the source."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        # Only in requirements-dev.txt, so not at the top: every command would need them.
        from fontTools import subset
        from fontTools.ttLib import TTFont

        package = find_spec("ziamath")
        if package is None or package.origin is None:
            raise CommandError("The font comes with the package ziamath: make setup")
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        font = TTFont(Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf")
        wanted = subset.Options(
            layout_features=list(FEATURES), name_IDs=list(NAMES), hinting=False, notdef_outline=True
        )
        subsetter = subset.Subsetter(wanted)
        subsetter.populate(unicodes=[code for first, last in CHARACTERS for code in range(first, last + 1)])
        subsetter.subset(font)
        font.flavor = "woff2"
        font.recalcTimestamp = False  # the same font, byte for byte, every time
        target = settings.BASE_DIR / TARGET
        font.save(target)
        self.stdout.write(f"{TARGET}: {target.stat().st_size / 1000:.0f} KB")
