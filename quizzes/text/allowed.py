"""The HTML and MathML that authors' text may become; whatever is not listed here is dropped."""

import nh3

_HTML = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div", "span", "wbr"),
    *("code", "strong", "em", "b", "i", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_MATHML = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle"),
    *("mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
    *("mmultiscripts", "mprescripts", "mtable", "mtr", "mtd"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "math": {"display", "alttext"},
    "mi": {"mathvariant"},
    "mo": {
        *("form", "fence", "separator", "lspace", "rspace", "stretchy", "symmetric"),
        *("maxsize", "minsize", "largeop", "movablelimits"),
    },
    "mspace": {"width", "height", "depth"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
}
_ALIGNMENTS = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "code": {"math-error"},
    "div": {"table-scroll"},
    "span": {"math-display", "unbroken"},
    "th": _ALIGNMENTS,
    "td": _ALIGNMENTS,
    "mrow": {"m-box", "m-updiagonalstrike", "m-downdiagonalstrike", "m-horizontalstrike"},
    "mtd": {
        *("m-left", "m-right", "m-join-left", "m-join-right", "m-gap-left"),
        *("m-rule-left", "m-rule-right", "m-rule-top", "m-rule-bottom"),
    },
}

_cleaner = nh3.Cleaner(
    tags=_HTML | _MATHML,
    clean_content_tags={"script", "style"},
    attributes={tag: _ATTRIBUTES.get(tag, set()) for tag in _HTML}
    | {tag: _ATTRIBUTES.get(tag, set()) | {"displaystyle", "scriptlevel"} for tag in _MATHML},
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


def clean(html: str) -> str:
    """Return the HTML with nothing in it but what is listed."""
    return _cleaner.clean(html)
