"""One variant of a problem: its numbers, its right answers, its text and its worked solution."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from solvers.as_python import as_python
from solvers.bands import Band
from solvers.explain.steps import Step, formula_latex, worked_steps
from solvers.fields import DEFAULT_PLACES, Field, Option, field_of, fields_of, places_asked
from solvers.language.layout import Raw
from solvers.language.network import Network
from solvers.language.program import Ask, Definition, Group
from solvers.language.tree import Lambda
from solvers.pictures import Picture, pictures_of, question_pictures_of
from solvers.placeholders import Printed, names_put_in, put_in
from solvers.tables import Table, WorkedTable, conventions_of, table_of, worked_table
from solvers.values import Value, native, printed, raw
from solvers.words import say_plural, voiced

if TYPE_CHECKING:
    from solvers.problem import Problem


class Variant:
    """Facts that never change: `raw` are the values as the compiled program holds them."""

    def __init__(
        self, problem: "Problem", values: dict[str, Raw], bands: dict[str, Band] | None = None
    ) -> None:
        self.problem = problem
        self.raw = values
        if bands is not None:
            self.__dict__["bands"] = bands

    @cached_property
    def bands(self) -> dict[str, Band]:
        """The accepted band of every numeric field, by the field's name."""
        return self.problem.bands.of(self.raw)

    @cached_property
    def givens(self) -> dict[str, Value]:
        """What the student is given: name → value; for a pool, the numbers of the options shown."""
        definitions = self.problem.program.of_role("given")
        pools = {
            group.name: [int(n) for n in self.raw[group.name]] for group in self.problem.sampler.layout.pools
        }
        return {definition.name: self._native(definition) for definition in definitions} | pools

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every computed value: name → value."""
        definitions = self.problem.program.of_role("constant", "step")
        return {
            definition.name: self._native(definition) for definition in definitions if _has_value(definition)
        }

    @cached_property
    def answers(self) -> dict[str, Value]:
        """What is asked: name → right value; a formula as LaTeX, a choice group as true options' numbers."""
        found: dict[str, Value] = {}
        for item in self.problem.program.asked:
            found[item.name] = self.true_options(item) if isinstance(item, Group) else self._answer(item)
        return found

    def _answer(self, ask: Ask) -> Value:
        definition = self.problem.program.definitions[ask.name]
        if isinstance(definition.node, Lambda):
            return formula_latex(definition.node, self.problem.program, self.raw)
        return self._native(definition)

    def _native(self, definition: Definition) -> Value:
        return native(self.raw[definition.name], definition.node.kind, self.problem.program.texts)

    def true_options(self, group: Group) -> list[int]:
        """The numbers of the shown options that are true."""
        return [number for number in self.shown_options(group) if self.raw[f"{group.name}.{number}"]]

    def shown_options(self, group: Group) -> list[int]:
        """The numbers of the options that are shown, in source order."""
        return self.problem.sampler.shown(group, self.raw)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """What the student fills in, in the order of the program."""
        if self.problem.fixed_fields is not None:
            return self.problem.fixed_fields
        found: list[Field] = []
        for item in self.problem.program.asked:
            if isinstance(item, Group):
                found.append(field_of(item, self._options(item)))
            else:
                found.extend(fields_of(item, self.problem.program))
        return tuple(replace(field, prompt=self.text(voiced(field.prompt))) for field in found)

    def _options(self, group: Group) -> tuple[Option, ...]:
        shown = [(number, group.options[number - 1]) for number in self.shown_options(group)]
        return tuple(
            Option(str(number), self.text(option.text), self.text(option.why), option.last)
            for number, option in shown
        )

    @cached_property
    def statement(self) -> str:
        """The question as Markdown, numbers put in."""
        return self.text(self.problem.statement)

    @cached_property
    def python(self) -> str:
        """The numbers that the statement prints, as Python assignments; empty where it prints none."""
        definitions = self.problem.program.definitions
        return as_python(
            names_put_in(self.problem.statement), lambda name: self._native(definitions[name]), self.places_of
        )

    @cached_property
    def explanation(self) -> str:
        """What shows with the worked solution, as Markdown, numbers put in."""
        return self.text(self.problem.explanation)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of networks that are asked: where the fields stand."""
        fields = {field.name: field for field in self.fields}
        tables = (
            table_of(network, fields, self.layer_labels(network), self.raw) for network in self._networks
        )
        return tuple(table for table in tables if table.columns)

    @cached_property
    def worked_tables(self) -> tuple[WorkedTable, ...]:
        """The tables of networks with the arithmetic of every cell, for after release."""
        return tuple(
            worked_table(network, self.problem, self.layer_labels(network), self.raw)
            for network in self._networks
        )

    @property
    def _networks(self) -> tuple[Network, ...]:
        return self.problem.program.counted_networks

    def layer_labels(self, network: Network) -> tuple[str, ...]:
        """The layers as written, with this variant's digits: CONV-5-16."""
        return tuple(put_in(layer.text, self._digits) for layer in network.layers)

    def _digits(self, name: str) -> Printed:
        digits = str(int(self.raw[name]))
        return Printed(digits, digits)

    @cached_property
    def conventions(self) -> tuple[str, ...]:
        """What is meant by the notation in force, as Markdown sentences to print with the question."""
        return tuple(dict.fromkeys(text for network in self._networks for text in conventions_of(network)))

    @cached_property
    def solution(self) -> tuple[Step, ...]:
        """The worked solution."""
        steps = worked_steps(self.problem.program, self.problem.sampler, self.raw)
        return (*steps, *(self._choice_step(group) for group in self.problem.program.groups))

    def _choice_step(self, group: Group) -> Step:
        """The right options, in words."""
        true = [
            option.text for option in self._options(group) if int(option.value) in self.true_options(group)
        ]
        label = group.label or say_plural("Right option", "Right options", max(1, len(true)))
        return Step(group.name, label, "", "", "", "", note=" · ".join(true))

    def text(self, text: str) -> str:
        """An author's Markdown with this variant's numbers put in."""
        return put_in(text, self._printed)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """What `show` lines draw; those that reveal an answer show with the worked solution only."""
        return pictures_of(self)

    @cached_property
    def question_pictures(self) -> tuple[Picture, ...]:
        """Those that show with the question."""
        return question_pictures_of(self)

    def _printed(self, name: str) -> Printed:
        return printed(self._native(self.problem.program.definitions[name]), self.places_of(name))

    def places_of(self, name: str) -> int:
        """The decimals at which a computed value is printed."""
        whole = self.problem.program.definitions[name].node.kind.whole
        for ask in self.problem.program.asks:
            if ask.name == name:
                return places_asked(ask, whole) or DEFAULT_PLACES
        return DEFAULT_PLACES

    def function(self, name: str) -> Callable[[float], float]:
        """The values of a function that is asked, nan where they are not real."""
        sampler = self.problem.sampler
        (run,) = sampler.function(sampler.inputs, (name,))(*(self.raw[given] for given in sampler.inputs))

        def value(argument: float) -> float:
            try:
                return float(run(argument))
            except ArithmeticError:
                return math.nan

        return value

    def record(self) -> dict[str, Any]:
        """The facts as JSON: givens, values (options' truth included), answers and bands."""
        options = {
            definition.name: bool(self.raw[definition.name]) for definition in self._option_definitions()
        }
        return {
            "givens": _json(self.givens),
            "values": _json({**self.values, **options}),
            "answers": _json(self.answers),
            "bands": {
                name: [band.low, band.high, band.unit, band.capped] for name, band in self.bands.items()
            },
        }

    def _option_definitions(self) -> tuple[Definition, ...]:
        return self.problem.program.of_role("option")

    @classmethod
    def restored(cls, problem: "Problem", record: Mapping[str, Any]) -> "Variant":
        """The variant whose `record()` this is."""
        stored = {**record["givens"], **record["values"]}
        values: dict[str, Raw] = {}
        for definition in problem.program.of_role("given", "constant", "step", "option"):
            if _has_value(definition):
                values[definition.name] = raw(
                    stored[definition.name], definition.node.kind, problem.program.texts
                )
        for group in problem.sampler.layout.pools:
            values[group.name] = list(stored[group.name])
        bands = {name: Band(*parts) for name, parts in record["bands"].items()}
        return cls(problem, values, bands)


def _has_value(definition: Definition) -> bool:
    return definition.node.kind.base not in ("function", "network")


def _json(value: Value) -> Any:
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, list | tuple) else value
