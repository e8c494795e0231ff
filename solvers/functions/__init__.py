"""The functions of the problem language: a registry and one file per subject."""

from solvers.functions import activations, elementary, linear
from solvers.functions.registry import Function

CONSTANTS: dict[str, float] = elementary.CONSTANTS

FUNCTIONS: dict[str, Function] = {
    function.name: function for subject in (elementary, linear, activations) for function in subject.FUNCTIONS
}
