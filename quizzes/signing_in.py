"""How people sign in: by user name or by e-mail address, both counted as the same account."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from quizzes.models import User
from quizzes.queries.people import person_called


class NameOrAddressBackend(ModelBackend):
    """Finds who signs in by user name or by e-mail address; the rest is Django's."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return who that is, if the password is right."""
        return super().authenticate(request, _account(username), password, **kwargs)


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The account that a wrong password counts against, however it was called."""
    return _account((credentials or {}).get("username"))


def _account(name: str | None) -> str | None:
    """The user name of whoever is called so; what was typed, in lower case, if that is nobody."""
    if not name:
        return name
    user = person_called(name)
    return user.username if user else name.lower()
