"""Collect what is to be translated: Django's way, and the sentences that the core says by its own names."""

from typing import Any

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=say",
        "--keyword=say_plural:1,2",
        "--keyword=phrase",
        "--keyword=later",
    ]

    def handle(self, *args: Any, **options: Any) -> None:
        options["ignore_patterns"] = [*options["ignore_patterns"], "bench", "build", "tests", "var"]
        super().handle(*args, **options)
