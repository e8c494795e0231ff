"""People of a course as JSON, going out and coming in."""

from rest_framework import serializers

from quizzes.api.fields import Strict, StrictModel, TimeField
from quizzes.models import Enrolment
from quizzes.models.people import MOST_EXTRA_TIME

MOST_ROWS = 5000
LONGEST_ADDRESS = 254
AT_ELSEWHERE = "What the learning-management system calls the person in this course."


class PersonSerializer(StrictModel):
    """A person's place in a course."""

    username = serializers.CharField(source="user.username")
    email = serializers.CharField(source="user.email")
    first_name = serializers.CharField(source="user.first_name")
    last_name = serializers.CharField(source="user.last_name")
    last_login = TimeField(source="user.last_login", allow_null=True)

    class Meta:
        model = Enrolment
        fields = [
            "id",
            "external_id",
            "username",
            "email",
            "first_name",
            "last_name",
            "role",
            "extra_time",
            "invited_at",
            "last_login",
            "created_at",
        ]


class ChangeSerializer(Strict):
    """What a course says of a person."""

    role = serializers.ChoiceField(choices=Enrolment.Role.choices, required=False)
    extra_time = serializers.IntegerField(
        min_value=0, max_value=MOST_EXTRA_TIME, required=False, help_text="Percent more of every time limit."
    )
    external_id = serializers.CharField(
        max_length=255, allow_blank=True, required=False, help_text=AT_ELSEWHERE
    )


class _NamedSerializer(ChangeSerializer):
    role = serializers.ChoiceField(
        choices=Enrolment.Role.choices,
        required=False,
        help_text="If not given, the role held stays; who is new becomes a student.",
    )
    first_name = serializers.CharField(max_length=150, allow_blank=True, required=False)
    last_name = serializers.CharField(max_length=150, allow_blank=True, required=False)


class NewPersonSerializer(_NamedSerializer):
    """A person to add."""

    email = serializers.EmailField(max_length=LONGEST_ADDRESS)


class RowSerializer(_NamedSerializer):
    """A line of a list."""

    external_id = serializers.CharField(max_length=255, help_text=AT_ELSEWHERE)
    email = serializers.EmailField(
        max_length=LONGEST_ADDRESS, required=False, help_text="May be left out where the id is known here."
    )


class ResultSerializer(serializers.Serializer):
    """What became of a line of a list."""

    external_id = serializers.CharField()
    result = serializers.ChoiceField(choices=["created", "changed", "unchanged"])
    note = serializers.CharField(help_text="What was not done, and why; mostly empty.")
    person = PersonSerializer()


class ResultsSerializer(serializers.Serializer):
    """What became of a list."""

    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    results = ResultSerializer(many=True, help_text="In the order of the list.")
