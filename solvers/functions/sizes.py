"""Sizes of feature maps and receptive fields: whole numbers from whole numbers."""

import numpy as np

from solvers.explain.tex import Level, Tex, call
from solvers.functions import notation
from solvers.functions.architecture import conv_side, pool_side
from solvers.functions.elementary import floor_of_one
from solvers.functions.registry import Array, divide, function
from solvers.language.kinds import WHOLE, Kind, KindError, vector


def conv_output(n: Array, f: Array, p: Array, s: Array) -> Array:
    """conv_output(n, f, p, s) = ⌊(n + 2p − f) / s⌋ + 1, a side of a convolution's feature map.

    n is the side of the input, f that of the filter, p the padding and s the stride. Shapes: whole numbers →
    whole number. Not finite where the filter does not fit. Source: Dumoulin and Visin 2016, 2.4.
    """
    return conv_side(n, f, p, s)


def _conv_output(n: float, f: float, p: float, s: float) -> float:
    found = floor_of_one(divide(n + 2 * p - f, s)) + 1
    return found if found >= 1 else float("nan")


def pool_output(n: Array, k: Array) -> Array:
    """pool_output(n, k) = ⌊n / k⌋, a side of a pooling's feature map; an incomplete window is left out.

    n is the side of the input, k that of the window and the stride. Shapes: whole numbers → whole number.
    Not finite where the window does not fit. Source: Dumoulin and Visin 2016, 3.
    """
    return pool_side(n, k, k)


def _pool_output(n: float, k: float) -> float:
    found = floor_of_one(divide(n, k))
    return found if found >= 1 else float("nan")


def _sizes_kind(*kinds: Kind) -> Kind:
    for index, kind in enumerate(kinds):
        if kind.dims or not kind.is_number or not kind.whole:
            raise KindError(f"A whole number is needed here; this is {kind.describe()}.", index)
    return WHOLE


def _conv_output_latex(arguments: list[Tex]) -> Tex:
    n, f, p, s = arguments
    twice = rf"2 \times {p.at(Level.POWER)}" if p.numeral else f"2 {p.at(Level.POWER)}"
    over = f"{n.at(Level.SUM)} + {twice} - {notation.subtracted(f)}"
    return Tex(rf"\left\lfloor \frac{{{over}}}{{{s.text}}} \right\rfloor + 1", Level.SUM)


def _pool_output_latex(arguments: list[Tex]) -> Tex:
    n, k = arguments
    return Tex(rf"\left\lfloor \frac{{{n.text}}}{{{k.text}}} \right\rfloor")


def receptive_field(kernels: Array, strides: Array) -> Array:
    """receptive_field(k, s) = 1 + Σᵢ (kᵢ − 1) s₁ s₂ … sᵢ₋₁, the side of the input that one output sees.

    kernels and strides of the layers, from the input on. Shapes: (n), (n), whole → whole number.
    Source: Araujo, Norris and Sim 2019, equation 2.
    """
    field, jump = np.ones(1), np.ones(1)
    for kernel, stride in zip(kernels, strides, strict=True):
        field = field + (kernel - 1.0) * jump
        jump = jump * stride
    return field


def _receptive_field(kernels: list[float], strides: list[float]) -> float:
    field = jump = 1.0
    for kernel, stride in zip(kernels, strides, strict=True):
        field += (kernel - 1.0) * jump
        jump *= stride
    return field


def _receptive_field_kind(kernels: Kind, strides: Kind) -> Kind:
    for index, kind in enumerate((kernels, strides)):
        if not vector(kind, index).whole:
            raise KindError("receptive_field needs vectors of whole numbers.", index)
    if kernels.dims != strides.dims:
        found = f"{kernels.dims[0]} and {strides.dims[0]}"
        raise KindError(f"receptive_field needs a kernel and a stride for each layer; these have {found}.", 1)
    return WHOLE


def _receptive_field_numbers(arguments: list[Tex]) -> Tex:
    kernels, strides = arguments[0].elements, arguments[1].elements
    terms = ["1"]
    for layer, kernel in enumerate(kernels):
        before = [stride.at(Level.POWER) for stride in strides[:layer]]
        terms.append(r" \times ".join([f"({kernel.at(Level.SUM)} - 1)", *before]))
    return Tex(" + ".join(terms), Level.SUM)


FUNCTIONS = (
    function(conv_output, _sizes_kind, scalar=_conv_output, symbols=_conv_output_latex),
    function(pool_output, _sizes_kind, scalar=_pool_output, symbols=_pool_output_latex),
    function(receptive_field, _receptive_field_kind, scalar=_receptive_field,
             signature="receptive_field(k, s)", symbols=lambda a: call(r"\operatorname{RF}", a),
             numbers=_receptive_field_numbers),
)  # fmt: skip
