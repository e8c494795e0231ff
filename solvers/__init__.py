"""What is right: the problem language and the mathematics behind it. Standard library and NumPy only."""

from solvers.errors import ProblemError
from solvers.problem import Batch, Problem
from solvers.variant import Variant

__all__ = ["Batch", "Problem", "ProblemError", "Variant"]
