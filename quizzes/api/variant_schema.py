"""What a variant and its marking look like as JSON, for the documentation."""

from typing import Any

from rest_framework import serializers

from quizzes.api.fields import TimeField
from quizzes.queries.stateless import Level

KINDS = ("number", "whole", "shape", "label", "formula", "choice", "choices")
VERDICTS = ("correct", "follows", "wrong", "imprecise", "unreadable", "blank")


def _texts(**options: Any) -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField(), **options)


class OptionSerializer(serializers.Serializer):
    """One of the options of a choice or label."""

    value = serializers.CharField(help_text="What to send as the answer; several joined by commas.")
    text = serializers.CharField(help_text="Markdown.")
    text_html = serializers.CharField()


class FieldSerializer(serializers.Serializer):
    """One answer that is asked."""

    name = serializers.CharField(help_text="The key of the answer: `z`, `p.2`, `net.1.weights`.")
    prompt = serializers.CharField(help_text="Markdown with LaTeX.")
    prompt_html = serializers.CharField()
    symbol = serializers.CharField(help_text="LaTeX, without dollars; may be empty.")
    symbol_html = serializers.CharField(help_text="MathML.")
    kind = serializers.ChoiceField(choices=KINDS)
    asked = serializers.CharField(help_text="In which form, in words: `three decimals`; may be empty.")
    points = serializers.FloatField()
    places = serializers.IntegerField(allow_null=True, help_text="Decimals asked.")
    figures = serializers.IntegerField(allow_null=True, help_text="Significant figures asked.")
    unit = serializers.CharField(help_text="What stands behind the box, such as `%`; may be empty.")
    sides = serializers.IntegerField(allow_null=True, help_text="How many numbers a shape has.")
    options = OptionSerializer(many=True, help_text="Of a choice, choices or a label; else empty.")
    variables = _texts(help_text="The names that a formula may use; else empty.")


class LayerSerializer(serializers.Serializer):
    """A line of a network's table."""

    layer = serializers.CharField()
    cells = serializers.ListField(
        child=serializers.CharField(allow_null=True),
        help_text="The name of the field in each column; null where nothing is asked.",
    )


class TableSerializer(serializers.Serializer):
    """The table of a network, whose cells are fields."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    headings = _texts()
    input = _texts(help_text="What is given for the input, a text for each heading.")
    rows = LayerSerializer(many=True)


class PictureSerializer(serializers.Serializer):
    """A picture as SVG that needs no stylesheet: text has the colour of the page around it."""

    title = serializers.CharField()
    description = serializers.CharField(help_text="What is drawn, numbers included.")
    caption = serializers.CharField(help_text="Markdown; may be empty.")
    caption_html = serializers.CharField()
    svg = serializers.CharField()
    svg_narrow = serializers.CharField(allow_null=True, help_text="For phones, where `svg` is too broad.")


class VariantSerializer(serializers.Serializer):
    """A problem with numbers put in, as its student sees it. HTML holds MathML, and is safe to show."""

    title = serializers.CharField()
    statement = serializers.CharField(help_text="Markdown with LaTeX.")
    statement_html = serializers.CharField()
    conventions = _texts(help_text="What is meant by the notation, to print with the question; Markdown.")
    conventions_html = _texts()
    python = serializers.CharField(help_text="The given numbers as Python assignments; may be empty.")
    tables = TableSerializer(many=True)
    pictures = PictureSerializer(many=True, help_text="Those that give nothing away.")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add `fields`, a name that the class itself has taken."""
        return super().get_fields() | {"fields": FieldSerializer(many=True)}


class HandedOutSerializer(VariantSerializer):
    """A variant of which nothing is stored."""

    token = serializers.CharField(help_text="Brings the variant back for its marking; sealed.")
    expires_at = TimeField()
    problem = serializers.SlugField()
    version = serializers.IntegerField()
    feedback = serializers.ChoiceField(choices=Level.choices)


class PartSerializer(serializers.Serializer):
    """How one answer was marked."""

    verdict = serializers.ChoiceField(choices=VERDICTS)
    credit = serializers.FloatField(
        allow_null=True, help_text="The share of the points, from 0 to 1. Null until a quiz shows marks."
    )
    points = serializers.FloatField(allow_null=True, help_text="Null until a quiz shows marks.")
    out_of = serializers.FloatField()
    read_as = serializers.CharField(help_text="How the text was read; empty where that is plain.")
    feedback = serializers.CharField(help_text="Markdown; may be empty.")
    feedback_html = serializers.CharField()


class PartWithAnswerSerializer(PartSerializer):
    """The same; the members from `answer` on only where right answers may be told."""

    answer = serializers.JSONField(
        required=False,
        help_text="The right answer: a number, the sides of a shape, a text, LaTeX, or values of options.",
    )
    accepted = _texts(
        required=False, allow_null=True, help_text="The lowest and the highest number that is accepted."
    )
    diagnosis = serializers.CharField(required=False, allow_null=True, help_text="Markdown.")
    options = serializers.DictField(
        child=serializers.CharField(), required=False, help_text="Why each option is right or wrong."
    )


class StepSerializer(serializers.Serializer):
    """A line of a worked solution."""

    name = serializers.CharField()
    label = serializers.CharField(help_text="Markdown.")  # type: ignore[assignment]
    label_html = serializers.CharField()
    latex = serializers.CharField(help_text="Formula, numbers put in, and value.")
    html = serializers.CharField()
    note = serializers.CharField(help_text="Markdown; may be empty.")
    note_html = serializers.CharField()


class CellSerializer(serializers.Serializer):
    """A worked cell of a network's table."""

    name = serializers.CharField()
    latex = serializers.CharField()
    html = serializers.CharField()


class WorkedLayerSerializer(serializers.Serializer):
    """A line of a worked table."""

    layer = serializers.CharField()
    cells = CellSerializer(many=True)


class WorkedTableSerializer(TableSerializer):
    """The table of a network with the arithmetic of each cell."""

    rows = WorkedLayerSerializer(many=True)  # type: ignore[assignment]
    summary = serializers.CharField(help_text="As Keras prints it.")
    code = serializers.CharField(help_text="The network in Keras.")


class SolutionSerializer(serializers.Serializer):
    """A worked solution."""

    steps = StepSerializer(many=True)
    tables = WorkedTableSerializer(many=True)
    pictures = PictureSerializer(many=True)
    explanation = serializers.CharField(help_text="Markdown; may be empty.")
    explanation_html = serializers.CharField()


class MarkingSerializer(serializers.Serializer):
    """A marking, as far as the variant's `feedback` lets it be told."""

    problem = serializers.SlugField()
    version = serializers.IntegerField()
    feedback = serializers.ChoiceField(choices=Level.choices)
    score = serializers.FloatField()
    out_of = serializers.FloatField()
    complete = serializers.BooleanField(help_text="Nothing is left to be earned.")
    parts = serializers.DictField(
        child=PartWithAnswerSerializer(), help_text="By field; empty where only marks are told."
    )
    solution = SolutionSerializer(allow_null=True)
