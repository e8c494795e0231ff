from typing import Any

from django.db import migrations, models


def from_documents(apps: Any, schema_editor: Any) -> None:
    """Give each version the title and the topic between the first two lines of its document."""
    versions = apps.get_model("quizzes", "ProblemVersion").objects
    for version in versions.select_related("problem").iterator(chunk_size=100):
        headings = {"title": version.problem.title, "topic": ""}
        for line in version.document.removeprefix("\ufeff").splitlines()[1:]:
            if line.strip() == "---":
                break
            name, _colon, text = line.partition(":")
            headings[name.strip()] = text.strip()
        versions.filter(pk=version.pk).update(title=headings["title"], topic=headings["topic"])


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0013_reserved_slugs"),
    ]

    operations = [
        migrations.AddField(
            model_name="problemversion",
            name="title",
            field=models.CharField(default="", max_length=200, verbose_name="title"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="problemversion",
            name="topic",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="topic"),
            preserve_default=False,
        ),
        migrations.RunPython(from_documents, migrations.RunPython.noop),
    ]
