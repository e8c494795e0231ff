"""Documents for tests."""

from quizzes.actions.problems import LIBRARY


def sigmoid_document() -> str:
    """The shipped sigmoid neuron: asks z to two decimals for 1 point and y to three for 2."""
    return (LIBRARY / "sigmoid-neuron.md").read_text(encoding="utf-8")
