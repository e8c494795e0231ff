"""Prepares a real site: its tables, its administrator, its name, and whether it can send mail."""

import os
import sys
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sites.models import Site
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.http.request import validate_host

from quizzes.models import User

ADDRESS_OF_A_NEW_SITE = "example.com"


class Command(BaseCommand):
    help = "Prepare a real site; asks for what the options leave open, if there is somebody to ask."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", help="the administrator's login")
        parser.add_argument("--email", help="the administrator's e-mail address")
        parser.add_argument("--name", help="the site's name, as it stands in its mail")
        parser.add_argument("--host", help="the host name under which people reach it: quiz.example.edu")
        parser.add_argument("--mail-to", help="send a test message to this address")
        parser.add_argument("--noinput", action="store_false", dest="interactive", help="ask nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        self.interactive = options["interactive"] and sys.stdin.isatty()
        call_command("migrate", verbosity=0)
        self._say("The database is up to date.")
        try:
            self._site(options["name"], options["host"])
            self._administrator(options["username"], options["email"])
            self._mail(options["mail_to"])
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Stopped. What was answered is kept; run this again to go on.") from None
        self._say(f"{Site.objects.get(pk=settings.SITE_ID).name} is ready.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)

    def _ask(self, given: str | None, question: str, option: str, default: str = "") -> str:
        """What was given as an option, or typed now; without a default, something has to be."""
        answer = given
        if answer is None and self.interactive:
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip()
        answer = answer or default
        if not answer:
            raise CommandError(f"{question} is missing: give {option}.")
        return answer

    def _site(self, name: str | None, host: str | None) -> None:
        site = Site.objects.get_or_create(pk=settings.SITE_ID)[0]
        fresh = site.domain == ADDRESS_OF_A_NEW_SITE
        site.name = self._ask(name, "Name of the site", "--name", "Forward Pass" if fresh else site.name)
        site.domain = self._ask(host, "Host name", "--host", "" if fresh else site.domain)
        if not validate_host(site.domain.rsplit(":", 1)[0], settings.ALLOWED_HOSTS):
            raise CommandError(
                f"The site would refuse requests for {site.domain}: set ALLOWED_HOSTS={site.domain} first."
            )
        site.save()

    def _administrator(self, username: str | None, email: str | None) -> None:
        present = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
        if present and username in {None, present.username}:
            self._say(f"The administrator is {present.username}.")
            return
        username = self._ask(username, "Administrator's login", "--username")
        if User.objects.filter(username=username).exists():
            raise CommandError(f"{username} exists and is no administrator: choose another login.")
        email = self._ask(email, "Administrator's e-mail", "--email")
        user = User(username=username, email=email, is_staff=True, is_superuser=True)
        user.set_password(self._password(user))
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.save()
        self._say(f"The administrator is {username}.")

    def _password(self, user: User) -> str:
        password = os.environ.get("ADMIN_PASSWORD", "")
        if not password and self.interactive:
            password = getpass("Password: ")
            if password != getpass("Password, again: "):
                raise CommandError("The two passwords differ; nothing was changed.")
        if not password:
            # Not an option: the arguments of a command can be read by every user of the machine.
            raise CommandError("The password is missing: set ADMIN_PASSWORD in the environment.")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return password

    def _mail(self, to: str | None) -> None:
        if to is None and self.interactive:
            to = input("Send a test message to (empty for none): ").strip()
        if not to:
            return
        try:
            validate_email(to)
            send_mail("A test of Forward Pass", "Mail works.", None, [to])
        except ValidationError as error:
            raise CommandError(f"{to}: {' '.join(error.messages)}") from None
        except OSError as error:
            # smtplib's errors are OSErrors too, as are those of names and connections.
            raise CommandError(
                f"The message could not be sent ({error}): look at EMAIL_URL and DEFAULT_FROM_EMAIL."
            ) from error
        where = settings.EMAIL_FILE_PATH if "filebased" in settings.EMAIL_BACKEND else to
        self._say(f"A test message went to {where}.")
