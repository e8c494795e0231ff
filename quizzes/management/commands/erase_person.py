"""Erases one person for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quizzes import actions
from quizzes.queries.people import person_called

LOST = (
    "Name, address, password, everything typed, contested marks and extensions of {name} are lost for good;"
    " numbers and marks stay without the name. Backups keep the person until they are deleted."
)


class Command(BaseCommand):
    help = "Erase one person for good; marks stay for statistics, without the name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the person's user name or e-mail address")
        parser.add_argument("--noinput", action="store_false", dest="interactive", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person_called(options["name"])
        if user is None:
            raise CommandError(f"Nobody here is called {options['name']}.")
        if options["interactive"]:
            self.stdout.write(LOST.format(name=user.username))
            if input("Type the user name to erase: ").strip() != user.username:
                raise CommandError("That is another name: nothing was changed.")
        try:
            alias = actions.erase_person(user)
        except (actions.AdministratorError, actions.OnlyInstructorError) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Erased. The marks stay under the name {alias}.", self.style.SUCCESS)
