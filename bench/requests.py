"""What a student's requests cost beside the barest Django view, in processor time of one process."""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

ROUNDS = 40
REQUESTS = 8  # of each kind in a round
MOST = 2.0  # times the bare view


def main() -> None:
    """Print the table of what a student's browser asks for."""
    from_empty(_site)


def _site() -> Any:
    from bench.site import Site

    return Site()


def from_empty(make_site: Callable[[], Any]) -> None:
    """Print a site's table, for the database of the settings: SQLite, or that of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="forward-pass-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"VAR_DIR": folder, "LOCAL": "1", "SECRET_KEY": "only-for-the-bench"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        prepare()
        _table(make_site())


def prepare() -> None:
    """Set Django up, with empty tables and the static files."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _table(site: Any) -> None:
    from django.db import connection

    times: dict[str, list[float]] = {}
    for _round in range(ROUNDS):  # interleaved: what else the machine does falls on all alike
        for name, ask in site.requests.items():
            times.setdefault(name, []).extend(_cost(ask) for _request in range(REQUESTS))
    bare = statistics.median(times[site.bare])
    vendor = connection.vendor
    print(f"{vendor + ', processor time of a request':<56}{'p50 ms':>9}{'p99 ms':>9}{'times bare':>12}")
    for name, costs in times.items():
        p99 = statistics.quantiles(costs, n=100)[98]
        median = statistics.median(costs)
        verdict = _verdict(median / bare) if name in site.limited else ""
        print(f"{name:<56}{median * 1e3:>9.2f}{p99 * 1e3:>9.2f}{median / bare:>12.2f}{verdict}")


def _verdict(ratio: float) -> str:
    return f" ≤ {MOST:g} {'ok' if ratio <= MOST else 'TOO MUCH'}"


def _cost(ask: Callable[[], None]) -> float:
    begun = time.process_time()
    ask()
    return time.process_time() - begun


class Client:
    """Calls the application as a server does, with the cookies of somebody who is signed in."""

    def __init__(self, application: Callable[..., Any], cookies: SimpleCookie) -> None:
        self.application = application
        self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> bytes:
        """The body of the answer to a page's request; all but success is a fault of the bench."""
        if form is None:
            return self._call("GET", path, b"", **headers)
        headers |= {"CONTENT_TYPE": "application/x-www-form-urlencoded"}
        return self._call("POST", path, urlencode(form).encode(), **headers)

    def send(self, path: str, body: dict[str, Any], **headers: str) -> bytes:
        """The answer to JSON."""
        return self._call("POST", path, json.dumps(body).encode(), CONTENT_TYPE="application/json", **headers)

    def _call(self, method: str, path: str, body: bytes, **headers: str) -> bytes:
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            **headers,
        }
        status: list[str] = []
        answer = self.application(environ, lambda code, _headers: status.append(code))
        page = b"".join(answer)
        answer.close()
        if status[0][:3] not in ("200", "201"):
            raise SystemExit(f"bench: {path} answered {status[0]}: {page[:500]!r}")
        return page


if __name__ == "__main__":
    main()
