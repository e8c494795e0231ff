"""Gives the attempts that are there a row for each of their questions."""

from django.db import migrations
from django.db.models import F


def make_places(apps, schema_editor):
    Attempt = apps.get_model("quizzes", "Attempt")
    Submission = apps.get_model("quizzes", "Submission")
    Submission.objects.update(received_at=F("created_at"))
    for attempt in Attempt.objects.select_related("quiz").iterator():
        questions = attempt.quiz.questions.order_by("position", "pk")
        for position, question in enumerate(questions, start=1):
            make_place(apps, attempt, question, position)


def make_place(apps, attempt, question, position):
    variants = apps.get_model("quizzes", "Variant").objects.filter(attempt=attempt, question=question)
    newest = variants.order_by("-number").first()
    done = list(
        apps.get_model("quizzes", "Submission").objects.filter(variant__in=variants).order_by("pk")
    )
    last = next((one for one in reversed(done) if one.variant_id == newest.pk), None) if newest else None
    apps.get_model("quizzes", "AttemptQuestion").objects.create(
        attempt=attempt,
        question=question,
        position=position,
        variant=newest,
        draft=last.typed if last else {},
        answered=bool(last and any(text.strip() for text in last.typed.values())),
        submissions=len(done),
        last_submission=last,
        tries_used=sum(one.counted and not one.complete for one in done),
        share=max((one.score / one.out_of for one in done if one.counted), default=None),
        solved=any(one.complete for one in done),
        revealed=bool(newest and apps.get_model("quizzes", "Reveal").objects.filter(variant=newest).exists()),
    )


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0004_quiz_rules")]
    operations = [migrations.RunPython(make_places, migrations.RunPython.noop)]
