"""Grants single students more time or attempts at a quiz, and takes that back."""

from django.db import transaction

from quizzes.models import Attempt, Extension


def grant_extension(extension: Extension) -> None:
    """Store an extension, new or changed."""
    with transaction.atomic():
        extension.save()
        # What was marked at the old end is looked at again at the new one.
        Attempt.objects.filter(quiz=extension.quiz, student=extension.student).update(settled_at=None)


def take_back_extension(extension: Extension) -> None:
    """End what the student was allowed beyond the others."""
    extension.delete()
