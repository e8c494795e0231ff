"""Makes a token for the API on the command line, where nobody is at hand to click."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quizzes import actions
from quizzes.models import ApiToken, Course, Scope, User
from quizzes.queries.access import courses_taught
from quizzes.queries.people import person_called


class Command(BaseCommand):
    help = "Make a token for the API. Standard output gets its secret, this once, and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--user", required=True, help="who makes it, and whom it stands for unless --course is given"
        )
        parser.add_argument(
            "--course", type=int, help="the number of the course that it stands for; --user instructs it"
        )
        parser.add_argument("--name", required=True, help="what uses it, such as: nightly gradebook sync")
        parser.add_argument(
            "--scope", required=True, nargs="+", choices=Scope.values, help="what it may do", metavar="SCOPE"
        )
        parser.add_argument(
            "--days",
            type=int,
            default=actions.USUAL_LIFE.days,
            help="for how long (a year); two years at most",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = person_called(options["user"])
        if user is None:
            raise CommandError(f"Nobody here is called {options['user']}.")
        course = None if options["course"] is None else _course(user, options["course"])
        try:
            expires_at = timezone.now() + timedelta(days=options["days"])
            token, secret = actions.make_token(
                options["name"], options["scope"], expires_at, by=user, course=course
            )
        except OverflowError:
            raise CommandError("A token expires in the future, within two years.") from None
        except actions.TokenError as refused:
            raise CommandError(str(refused)) from None
        self.stderr.write(_made(token), self.style.SUCCESS)
        self.stdout.write(secret)


def _course(user: User, key: int) -> Course:
    own = courses_taught(user)
    course = own.filter(pk=key).first()
    if course is None:
        told = ", ".join(f"{one.pk} ({one.title})" for one in own) or "none"
        raise CommandError(f"{user.username} instructs no course {key}; there are: {told}.")
    return course


def _made(token: ApiToken) -> str:
    holder = f"the course {token.course}" if token.course else str(token.user)
    return f"Made a token of {holder}, good until {token.expires_at:%Y-%m-%d}. It is shown this once."
