"""Notes who did what, beside what people do in the admin itself."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from quizzes.models import Problem, User


def note(what: Problem | User, by: User | None, said: str) -> None:
    """Put a line into the history of `what`; what Forward Pass does by itself stands in no history."""
    if by is not None:
        LogEntry.objects.create(
            user=by,
            content_type=ContentType.objects.get_for_model(what),
            object_id=str(what.pk),
            object_repr=str(what),
            action_flag=CHANGE,
            change_message=said,
        )
