"""Collect what is to be translated, the sentences of the core too."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=say",
        "--keyword=say_plural:1,2",
        "--keyword=phrase",
        "--keyword=later",
    ]
