"""The functions of the problem language: a registry and one file per subject."""

from solvers.functions import activations, convolution, elementary, linear, losses, sizes, statistics
from solvers.functions.registry import Function

CONSTANTS: dict[str, float] = elementary.CONSTANTS
SUBJECTS = (elementary, linear, statistics, activations, losses, convolution, sizes)

FUNCTIONS: dict[str, Function] = {
    function.name: function for subject in SUBJECTS for function in subject.FUNCTIONS
}
