"""From an author's name to the symbol that mathematics writes for it."""

import re

GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Upsilon",
    "Phi",
    "Psi",
    "Omega",
]
LETTERS = dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", GREEK, strict=True))
COMMANDS = {**{name: f"\\{name}" for name in GREEK}, "lam": r"\lambda", "eps": r"\epsilon"}
ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "vec": r"\vec"}
NUMBERED = re.compile(r"^([A-Za-z]+?)(\d+)$")
DERIVATIVE = re.compile(r"^d([A-Za-z]\w*?)_d([A-Za-z]\w*)$")


def symbol_of(name: str) -> str:
    r"""LaTeX of a name: `eta` → \eta, `w1` → w_{1}, `m_hat` → \hat{m}, `dL_dw` → a fraction of ∂L and ∂w."""
    derivative = DERIVATIVE.match(name)
    if derivative:
        above, below = (symbol_of(part) for part in derivative.groups())
        return rf"\frac{{\partial {above}}}{{\partial {below}}}"
    first, *rest = [part for part in name.split("_") if part] or [name]
    base, subscripts = _word(first)
    for part in rest:
        if part in ACCENTS:
            base = f"{ACCENTS[part]}{{{base}}}"
        else:
            word, inner = _word(part)
            subscripts.append(word + "".join(inner))
    return f"{base}_{{{','.join(subscripts)}}}" if subscripts else base


def _word(word: str) -> tuple[str, list[str]]:
    numbered = NUMBERED.match(word)
    if numbered and (len(numbered.group(1)) == 1 or numbered.group(1) in COMMANDS):
        return _letters(numbered.group(1)), [numbered.group(2)]
    return _letters(word), []


def _letters(word: str) -> str:
    if word in COMMANDS:
        return COMMANDS[word]
    if len(word) == 1:
        return f"\\{LETTERS[word]}" if word in LETTERS else word
    return word if word.isdigit() else rf"\mathrm{{{word}}}"


def element(symbol: str, *subscripts: int) -> str:
    """A symbol with the places of an element, from 1: p → p_{2}, w_{1} → w_{1,2}."""
    places = ",".join(str(place) for place in subscripts)
    if symbol.endswith("}") and "_{" in symbol:
        return f"{symbol[:-1]},{places}}}"
    return f"{symbol}_{{{places}}}"
