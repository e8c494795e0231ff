"""What goes in and out as JSON. Right answers, bands and worked solutions are not among it."""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from grader import Marking
from quizzes.models import ProblemVersion, Submission, Variant
from quizzes.queries.problems import drawn
from quizzes.text import render
from solvers import Variant as DrawnVariant


class ProblemSerializer(serializers.ModelSerializer):
    """A problem that variants can be asked of."""

    slug = serializers.CharField(source="problem.slug")
    title = serializers.CharField(source="problem.title")
    topic = serializers.CharField(source="problem.topic")
    version = serializers.IntegerField(source="number")

    class Meta:
        model = ProblemVersion
        fields = ["slug", "title", "topic", "version", "points"]


class OptionSerializer(serializers.Serializer):
    """One of the options of a choice or label."""

    value = serializers.CharField(help_text="What to send as the answer.")
    text = serializers.CharField(help_text="Markdown.")


class FieldSerializer(serializers.Serializer):
    """One answer that is asked."""

    name = serializers.CharField(help_text="The key of the answer.")
    prompt = serializers.CharField(help_text="Markdown.")
    symbol = serializers.CharField(help_text="LaTeX.")
    kind = serializers.CharField(help_text="number, whole, shape, label, formula, choice or choices.")
    points = serializers.FloatField()
    places = serializers.IntegerField(allow_null=True, help_text="Decimals asked.")
    figures = serializers.IntegerField(allow_null=True, help_text="Significant figures asked.")
    unit = serializers.CharField()
    options = OptionSerializer(many=True)
    variables = serializers.ListField(child=serializers.CharField(), help_text="Names a formula may use.")


@dataclass(frozen=True)
class Shown:
    """A variant with its numbers put into its text."""

    row: Variant
    drawn: DrawnVariant
    statement_html: str


class VariantSerializer(serializers.Serializer):
    """A variant as its student sees it."""

    id = serializers.IntegerField(source="row.pk")
    problem = serializers.CharField(source="row.problem_version.problem.slug")
    version = serializers.IntegerField(source="row.problem_version.number")
    title = serializers.CharField(source="row.problem_version.problem.title")
    statement = serializers.CharField(source="drawn.statement", help_text="Markdown with LaTeX.")
    statement_html = serializers.CharField(help_text="HTML with MathML.")
    conventions = serializers.ListField(
        child=serializers.CharField(), source="drawn.conventions", help_text="Markdown; may be empty."
    )
    created_at = serializers.DateTimeField(source="row.created_at")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add `fields`, a name that the class itself has taken."""
        return super().get_fields() | {"fields": FieldSerializer(many=True, source="drawn.fields")}

    def to_representation(self, instance: Variant) -> dict[str, Any]:
        """Show the variant with its numbers put in."""
        numbers = drawn(instance)
        return super().to_representation(Shown(instance, numbers, render(numbers.statement)))


class AnswersSerializer(serializers.Serializer):
    """Typed answers: field name -> text, exactly as typed."""

    answers = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=2000)
    )


class PartSerializer(serializers.Serializer):
    """How one answer was marked."""

    verdict = serializers.CharField(help_text="correct, follows, wrong, imprecise, unreadable or blank.")
    credit = serializers.FloatField(help_text="The share of the points, from 0 to 1.")
    points = serializers.FloatField()
    out_of = serializers.FloatField()
    read_as = serializers.CharField()
    feedback = serializers.CharField()


class SubmissionSerializer(serializers.ModelSerializer):
    """A marked submission."""

    parts = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields = ["id", "variant", "number", "score", "out_of", "complete", "counted", "created_at", "parts"]

    def get_parts(self, submission: Submission) -> dict[str, Any]:
        """Return the marking of each field, without what would give the right answer away."""
        parts = Marking.restore(submission.marking).parts
        return {name: PartSerializer(part).data for name, part in parts.items()}
