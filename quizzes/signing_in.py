"""How people sign in: by user name or by e-mail address, both counted as the same account; for how long."""

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
        return super().authenticate(request, _account(request, username), password, **kwargs)


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The account that a wrong password counts against, however it was called."""
    return _account(request, (credentials or {}).get("username"))


def last_as_usual(request: HttpRequest, **_signal: Any) -> None:
    """Let the session of whoever signs in last as usual: text typed before makes it a short one."""
    request.session.set_expiry(None)


def _account(request: HttpRequest | None, name: str | None) -> str | None:
    """The user name of whoever is called so; what was typed, in lower case, if that is nobody.

    Looked up once a request: signing in asks five times.
    """
    if not name:
        return name
    known = request.__dict__.setdefault("accounts_called", {}) if request else {}
    if name not in known:
        user = person_called(name)
        known[name] = user.username if user else name.lower()
        # The name found may itself be somebody else's address, and is asked for next.
        known.setdefault(known[name], known[name])
    return known[name]
