"""Variants belong to attempts; those asked for over REST without one go, with what was answered to them."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def delete_those_without_attempts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    variants = apps.get_model("quizzes", "Variant").objects.filter(attempt=None)
    for name in ("Reveal", "Submission"):
        apps.get_model("quizzes", name).objects.filter(variant__in=variants)._raw_delete(schema_editor.connection.alias)
    variants._raw_delete(schema_editor.connection.alias)
    # PostgreSQL alters no table while the keys of its rows are still to be checked.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [("quizzes", "0010_draft_problems")]

    operations = [
        migrations.RunPython(delete_those_without_attempts, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="variant", name="variant_in_quiz_or_not"),
        migrations.AlterField(
            model_name="variant",
            name="attempt",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="variants", to="quizzes.attempt", verbose_name="attempt"),
        ),
        migrations.AlterField(
            model_name="variant",
            name="question",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="variants", to="quizzes.question", verbose_name="question"),
        ),
    ]
