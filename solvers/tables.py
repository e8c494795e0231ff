"""The table of a network: as a question with a field per cell, and worked with each cell's arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solvers.explain.keras import keras_code, keras_summary
from solvers.explain.steps import Step, Worker
from solvers.fields import Field
from solvers.language.layout import Raw
from solvers.language.network import COLUMNS, DEFAULT_COLUMNS, Network
from solvers.words import phrase, say

if TYPE_CHECKING:
    from solvers.problem import Problem

HEADINGS = {
    "weights": phrase("Weights"),
    "biases": phrase("Biases"),
    "shape": phrase("Feature map"),
    "trainable": phrase("Trainable"),
    "non_trainable": phrase("Not trainable"),
}


@dataclass(frozen=True)
class Row:
    """A layer and its fields, one for each column of the table; None where nothing is asked."""

    layer: str
    cells: tuple[Field | None, ...]


@dataclass(frozen=True)
class Table:
    """A network's table as it is asked; `input` is the shape that is given, such as '28 × 28 × 1'."""

    name: str
    label: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    input: str
    rows: tuple[Row, ...]

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The cells of the input's row: heading and text."""
        return given_cells(self.columns, self.headings, self.input)


@dataclass(frozen=True)
class WorkedRow:
    """A layer and its worked cells."""

    layer: str
    cells: tuple[Step, ...]


@dataclass(frozen=True)
class WorkedTable:
    """A network's table with all arithmetic, its Keras-style summary and Keras code."""

    name: str
    label: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    input: str
    rows: tuple[WorkedRow, ...]
    summary: str
    code: str

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The cells of the input's row: heading and text."""
        return given_cells(self.columns, self.headings, self.input)


def given_cells(
    columns: tuple[str, ...], headings: tuple[str, ...], size: str
) -> tuple[tuple[str, str], ...]:
    """An input has a size and no parameters."""
    sizes = (size if column == "shape" else "–" for column in columns)
    return tuple(zip(headings, sizes, strict=True))


def table_of(
    network: Network, fields: Mapping[str, Field], layers: tuple[str, ...], raw: dict[str, Raw]
) -> Table:
    """The table of the asked columns; without columns where the network's cells are not asked."""
    columns = tuple(column for column in COLUMNS if any(cell in fields for cell in network.cells(column)))
    rows = tuple(
        Row(layer, tuple(fields.get(f"{network.name}.{number}.{column}") for column in columns))
        for number, layer in enumerate(layers, start=1)
    )
    return Table(network.name, network.label, columns, _headings(columns), _input(network, raw), rows)


def worked_table(
    network: Network, problem: "Problem", layers: tuple[str, ...], raw: dict[str, Raw]
) -> WorkedTable:
    """The table with every cell's arithmetic; parameters split by training where some are not trained."""
    worker = Worker(problem.program, problem.sampler, raw)
    untrained = any(raw[cell] for cell in network.cells("non_trainable"))
    columns = COLUMNS if untrained else DEFAULT_COLUMNS
    definitions = problem.program.definitions

    def cell(number: int, column: str) -> Step:
        step = worker.step(definitions[f"{network.name}.{number}.{column}"])
        return replace(step, label=say(HEADINGS[column]))

    rows = tuple(
        WorkedRow(layer, tuple(cell(number, column) for column in columns))
        for number, layer in enumerate(layers, start=1)
    )
    return WorkedTable(
        name=network.name,
        label=network.label,
        columns=columns,
        headings=_headings(columns),
        input=_input(network, raw),
        rows=rows,
        summary=keras_summary(network, raw),
        code=keras_code(network, raw),
    )


def _headings(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(say(HEADINGS[column]) for column in columns)


def _input(network: Network, raw: dict[str, Raw]) -> str:
    return " × ".join(str(int(side)) for side in raw[f"{network.name}.0.shape"])


SENTENCES = {
    "": phrase("Sizes are height × width × channels; a map of one number is written as that number."),
    "CONV": phrase(
        "CONV-K-N is a K × K convolution with N filters (stride 1 and no padding unless stated)"
        " and one bias per filter."
    ),
    "POOL": phrase("POOL-K is K × K max pooling with stride K; a rest is cut off (rounded down)."),
    "AVGPOOL": phrase("AVGPOOL-K is K × K average pooling with stride K; a rest is cut off (rounded down)."),
    "FC": phrase(
        "FC-N is a fully connected layer of N neurons with one bias each; a map before it is flattened."
    ),
    "BN": phrase(
        "BN is batch normalisation: for each channel a scale γ (counted as weight) and a shift β (counted as"
        " bias), which are trained, and a running mean and variance, which are not."
    ),
    "DROPOUT": phrase("DROPOUT has no parameters and leaves the size as it is."),
    "GAP": phrase("GAP is global average pooling: one number for each channel."),
    "FLATTEN": phrase("FLATTEN puts all numbers of the feature map in one row."),
}


def conventions_of(network: Network) -> list[str]:
    """The sentences that this network's notation needs."""
    words = {layer.word for layer in network.layers}
    found = [say(sentence) for word, sentence in SENTENCES.items() if not word or word in words]
    if any(layer.padding == "same" for layer in network.layers):
        found.append(
            say("Padding `same` keeps the size at stride 1; at stride S it is divided by S and rounded up.")
        )
    if any(layer.frozen for layer in network.layers):
        found.append(say("A frozen layer has its parameters, but none of them is trained."))
    return found
