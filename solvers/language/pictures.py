"""`show(neuron(…))` and its kin: which picture a line asks for, and of which values."""

import ast
from collections.abc import Callable
from dataclasses import replace

from solvers.errors import ProblemError
from solvers.functions import activations
from solvers.language import limits
from solvers.language.expressions import Expressions
from solvers.language.givens import literal
from solvers.language.kinds import NUMBER, Kind
from solvers.language.program import Curve, Show
from solvers.language.scope import Scope
from solvers.language.syntax import Declaration, Source, Where
from solvers.language.tree import Array, Call, Index, Lambda, Name, Node, Number, walk

FORMS = {
    "neuron": 'neuron(w, x, b, "sigmoid")',
    "network": "network(x, W1, W2)",
    "cnn": "cnn(net)",
    "convolution": "convolution(H, W, f, p, s)",
    "activation": 'activation("sigmoid", z)',
    "loss": "loss(L, w0, w1, w2)",
}
ACTIVATIONS = {function.name: function for function in activations.FUNCTIONS if function.elementwise}
SHOWN = (Name, Number, Index, Array)


class Pictures:
    """Reads the `show` lines of one program."""

    def __init__(self, source: Source, expressions: Expressions) -> None:
        self.source = source
        self.expressions = expressions

    def show(self, line: Declaration, scope: Scope) -> Show:
        """`show(picture(…), label=, solution=)`."""
        call = line.arguments[0] if len(line.arguments) == 1 else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            place = line.where if call is None else self.source.where(call)
            raise ProblemError(
                f"show takes one picture, such as show({FORMS['neuron']}).", place.line, place.column
            )
        name = call.func.id
        if name not in READERS:
            known = ", ".join(FORMS)
            raise self.source.error(call, f"There is no picture {name!r}: there are {known}.")
        if call.keywords and name != "network":
            raise self._form(call.keywords[0].value, name)
        return self._with_settings(READERS[name](self, call, scope), line)

    def _with_settings(self, show: Show, line: Declaration) -> Show:
        for keyword, node in line.keywords.items():
            if keyword not in SETTINGS:
                raise self.source.error(node, f"show knows {', '.join(SETTINGS)}; not {keyword!r}.")
            value = literal(node, self.source)
            kind, wanted = SETTINGS[keyword]
            if not isinstance(value, kind):
                raise self.source.error(node, f"{keyword}= takes {wanted}.")
            show = replace(show, label=str(value)) if kind is str else replace(show, solution=value is True)
        return show

    def neuron(self, call: ast.Call, scope: Scope) -> Show:
        """Weights, inputs, a bias and an activation; the last two may be left out."""
        if not 2 <= len(call.args) <= 4:
            raise self._form(call, "neuron")
        weights, inputs = (self._vector(part, scope) for part in call.args[:2])
        if weights.kind.dims != inputs.kind.dims:
            count, other = weights.kind.elements, inputs.kind.elements
            raise self.source.error(
                call.args[1], f"A neuron has an input for each weight: here are {count} and {other}."
            )
        bias = (self._number(call.args[2], scope),) if len(call.args) > 2 else ()
        curve = self._curve(call.args[3], scope) if len(call.args) > 3 else None
        return Show("neuron", self._where(call), (weights, inputs, *bias), curve=curve)

    def network(self, call: ast.Call, scope: Scope) -> Show:
        """Inputs and, for each layer, weights (a row per neuron) or only how many neurons it has."""
        if len(call.args) < 2:
            raise self._form(call, "network")
        if len(call.args) > limits.MAX_DRAWN_LAYERS + 1:
            place = call.args[limits.MAX_DRAWN_LAYERS + 1]
            raise self.source.error(place, f"A picture has at most {limits.MAX_DRAWN_LAYERS} layers.")
        inputs = self._size(call.args[0], scope) or self._vector(call.args[0], scope)
        layers, sizes = [inputs], [_length(inputs)]
        for part in call.args[1:]:
            layers.append(self._layer(part, sizes[-1], scope))
            sizes.append(_neurons(layers[-1]))
        shown: dict[str, tuple[Node, ...]] = {}
        for keyword in call.keywords:
            if keyword.arg not in NETWORK_SETTINGS:
                known = " and ".join(f"{name}=" for name in NETWORK_SETTINGS)
                raise self.source.error(keyword.value, f"network knows {known}; not {keyword.arg!r}.")
            shown[keyword.arg] = NETWORK_SETTINGS[keyword.arg](self, keyword.value, sizes[1:], scope)
        biases, outputs = shown.get("bias", ()), shown.get("outputs", ())
        return Show("network", self._where(call), tuple(layers), biases, outputs)

    def _layer(self, part: ast.expr, before: int, scope: Scope) -> Node:
        size = self._size(part, scope)
        if size is not None:
            return size
        node = self._value(part, scope)
        if not node.kind.is_number or len(node.kind.dims) not in (1, 2):
            raise self.source.error(
                part,
                f"A layer is a matrix with a row of weights for each neuron, a vector for one neuron, or its"
                f" number of neurons; this is {node.kind.describe()}.",
            )
        if node.kind.dims[-1] != before:
            raise self.source.error(
                part,
                f"Each neuron here takes {before} values, so a row has {before} weights; "
                f"this is {node.kind.describe()}.",
            )
        return node

    def _size(self, part: ast.expr, scope: Scope) -> Number | None:
        """A layer of which only the number of neurons is written."""
        if not isinstance(part, ast.Constant):
            return None
        node = self._value(part, scope)
        if isinstance(node, Number) and node.kind.whole and 1 <= node.value <= limits.MAX_ELEMENTS:
            return node
        raise self.source.error(part, "A layer has a whole number of neurons, from 1.")

    def _biases(self, part: ast.expr, sizes: list[int], scope: Scope) -> tuple[Node, ...]:
        """One number for all neurons, or for each layer a number or a vector."""
        if not isinstance(part, ast.List | ast.Tuple):
            return (self._number(part, scope),) * len(sizes)
        if len(part.elts) != len(sizes):
            raise self.source.error(
                part, f"bias= takes one number, or a list with one entry for each of {len(sizes)} layer(s)."
            )
        found = []
        for item, size in zip(part.elts, sizes, strict=True):
            node = self._value(item, scope)
            if not node.kind.is_number or node.kind.dims not in ((), (size,)):
                raise self.source.error(
                    item,
                    f"The bias of this layer is a number or a vector of {size}; "
                    f"this is {node.kind.describe()}.",
                )
            found.append(node)
        return tuple(found)

    def _outputs(self, part: ast.expr, sizes: list[int], scope: Scope) -> tuple[Node, ...]:
        """For each layer the name of what it gives: only names are drawn, no values."""
        items = part.elts if isinstance(part, ast.List | ast.Tuple) else [part]
        if len(items) != len(sizes):
            raise self.source.error(
                part, f"outputs= takes a list with one name for each of {len(sizes)} layer(s)."
            )
        found = []
        for item, size in zip(items, sizes, strict=True):
            node = self._value(item, scope)
            fits = node.kind.dims == (size,) or (size == 1 and not node.kind.dims)
            if not isinstance(node, Name | Index) or not node.kind.is_number or not fits:
                wanted = "a number" if size == 1 else f"a vector of {size}"
                raise self.source.error(item, f"The output of this layer is the name of {wanted}.")
            found.append(node)
        return tuple(found)

    def cnn(self, call: ast.Call, scope: Scope) -> Show:
        """A network that was defined with cnn."""
        part = call.args[0] if len(call.args) == 1 else None
        if not isinstance(part, ast.Name) or part.id not in scope.networks:
            raise self.source.error(
                part or call, "cnn takes a network here: show(cnn(net)), after a line net = cnn(…)."
            )
        return Show("cnn", self._where(call), network=part.id)

    def convolution(self, call: ast.Call, scope: Scope) -> Show:
        """A filter on an input: height, width, filter, padding and stride."""
        if len(call.args) != 5:
            raise self._form(call, "convolution")
        values = tuple(self._number(part, scope) for part in call.args)
        for part, node in zip(call.args, values, strict=True):
            if not node.kind.whole:
                raise self.source.error(
                    part, f"A size, padding or stride is a whole number; this is {node.kind.describe()}."
                )
        return Show("convolution", self._where(call), values)

    def activation(self, call: ast.Call, scope: Scope) -> Show:
        """A function and, where wished, the place of a point on its curve."""
        if not 1 <= len(call.args) <= 2:
            raise self._form(call, "activation")
        curve = self._curve(call.args[0], scope)
        values = tuple(self._number(part, scope) for part in call.args[1:])
        return Show("activation", self._where(call), values, curve=curve)

    def loss(self, call: ast.Call, scope: Scope) -> Show:
        """An own function and the weights of a descent, in order."""
        if len(call.args) < 2:
            raise self._form(call, "loss")
        if len(call.args) > limits.MAX_MARKS + 1:
            place = call.args[limits.MAX_MARKS + 1]
            raise self.source.error(place, f"A descent has at most {limits.MAX_MARKS} weights.")
        if not isinstance(call.args[0], ast.Name) or call.args[0].id not in scope.functions:
            raise self.source.error(
                call.args[0], "loss takes an own function of the weight first: L = lambda w: (w - a)**2."
            )
        curve = self._curve(call.args[0], scope)
        values = tuple(self._number(part, scope) for part in call.args[1:])
        return Show("loss", self._where(call), values, curve=curve)

    def _curve(self, part: ast.expr, scope: Scope) -> Curve:
        """A function of one number: a registered activation, or an own one."""
        if isinstance(part, ast.Name):
            name = part.id
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            name = part.value
        else:
            name = ""
        where = self._where(part)
        if name in scope.functions:
            return Curve(name, self._own(part, name, scope), own=True)
        if name not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise self.source.error(
                part, f"An activation is the name of an own function, or a text: one of {known}."
            )
        parameter = Name(NUMBER, where, f"{name}:z")
        body = Call(NUMBER, where, ACTIVATIONS[name], (parameter,))
        return Curve(name, Lambda(Kind("function"), where, (parameter.name,), body), own=False)

    def _own(self, part: ast.expr, name: str, scope: Scope) -> Lambda:
        own = scope.functions[name]
        if len(own.parameters) != 1:
            raise self.source.error(part, f"A curve needs a function of one number; {name} takes more.")
        applied = self.expressions.apply(own, (Name(NUMBER, own.where, own.parameters[0]),), own.where)
        if not applied.kind.is_number or applied.kind.dims:
            raise self.source.error(
                part, f"A curve needs a function that gives a number; {name} gives {applied.kind.describe()}."
            )
        if sum(node.kind.elements for node in walk(applied.body)) > limits.MAX_CURVE_WORK:
            raise self.source.error(part, f"{name} is too much work for a curve: use smaller vectors in it.")
        return Lambda(Kind("function"), own.where, applied.parameters, applied.body)

    def _value(self, part: ast.expr, scope: Scope) -> Node:
        """A value that the record holds, so that a picture never computes anew."""
        node = self.expressions.check(part, scope)
        if not all(isinstance(inner, SHOWN) for inner in walk(node)):
            raise self.source.error(
                part, "A picture shows values that have a name: give this a line of its own above."
            )
        if node.kind.elements > limits.MAX_DRAWN:
            raise self.source.error(
                part, f"A picture shows vectors and matrices of at most {limits.MAX_DRAWN} numbers."
            )
        return node

    def _vector(self, part: ast.expr, scope: Scope) -> Node:
        node = self._value(part, scope)
        if not node.kind.is_number or len(node.kind.dims) != 1:
            raise self.source.error(
                part, f"A vector is needed here, such as [x1, x2]; this is {node.kind.describe()}."
            )
        return node

    def _number(self, part: ast.expr, scope: Scope) -> Node:
        node = self._value(part, scope)
        if not node.kind.is_number or node.kind.dims:
            raise self.source.error(part, f"A number is needed here; this is {node.kind.describe()}.")
        return node

    def _where(self, node: ast.expr) -> Where:
        return self.source.where(node)

    def _form(self, place: ast.expr, name: str) -> ProblemError:
        return self.source.error(place, f"This picture is written {FORMS[name]}.")


def _length(inputs: Node) -> int:
    return int(inputs.value) if isinstance(inputs, Number) else inputs.kind.dims[0]


def _neurons(layer: Node) -> int:
    """Its number, a matrix's rows, or one."""
    if isinstance(layer, Number):
        return int(layer.value)
    return layer.kind.dims[0] if len(layer.kind.dims) == 2 else 1


READERS: dict[str, Callable[[Pictures, ast.Call, Scope], Show]] = {
    "neuron": Pictures.neuron,
    "network": Pictures.network,
    "cnn": Pictures.cnn,
    "convolution": Pictures.convolution,
    "activation": Pictures.activation,
    "loss": Pictures.loss,
}

NETWORK_SETTINGS: dict[str, Callable[[Pictures, ast.expr, list[int], Scope], tuple[Node, ...]]] = {
    "bias": Pictures._biases,
    "outputs": Pictures._outputs,
}

SETTINGS: dict[str, tuple[type, str]] = {
    "label": (str, "a text in quotation marks"),
    "solution": (bool, "True or False"),
}
