from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def publish_all(apps: Any, schema_editor: Any) -> None:
    """Whatever was there before drafts were is published."""
    apps.get_model("quizzes", "Problem").objects.update(published_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0009_api"),
    ]

    operations = [
        migrations.AddField(
            model_name="problem",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Empty while it is a draft.",
                null=True,
                verbose_name="published",
            ),
        ),
        migrations.AddField(
            model_name="problem",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="published by",
            ),
        ),
        migrations.RunPython(publish_all, migrations.RunPython.noop),
    ]
