"""A client of Forward Pass over REST, with nothing but the standard library: errors, retries, pages.

    client = Client("https://quiz.example.edu", "fp_…")
    for person in client.pages("courses/1/people/", role="student"):
        print(person["email"])

What it sends is safe to send again, so it does so by itself where the line or the site fails.
"""

import argparse
import json
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

Json = Any  # what json.loads returns

TRIES = 6  # of one request
LONGEST_WAIT = 120  # seconds, whatever Retry-After says: a minute is what rate limits ask for
PATIENCE = 60  # seconds for one answer
PASSING = {429, 502, 503, 504}  # these go away by waiting
OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}


class ForwardPassError(Exception):
    """It did not work; the message says why, for people."""


@dataclass(eq=False)
class RefusedError(ForwardPassError):
    """The site refused a request; `kind` is the type of the error, and `faults` have each its place."""

    status: int
    kind: str
    detail: str
    faults: list[dict[str, Json]]

    def __str__(self) -> str:
        places = [f"{_place(fault)}: {fault['detail']}" for fault in self.faults if _place(fault)]
        return "\n".join([f"The site answered {self.status}: {self.detail}", *places])


def _place(fault: dict[str, Json]) -> str:
    return str(fault.get("pointer") or fault.get("parameter") or fault.get("header") or "")


class _NoRedirects(HTTPRedirectHandler):
    """Following one would send the token to wherever it leads."""

    def redirect_request(self, *_args: Any) -> None:
        return None


class Client:
    """Sends requests with a token to one site. `url` is the site's address, without /api/v1/."""

    def __init__(self, url: str, token: str, wait: Callable[[float], None] = time.sleep) -> None:
        address = urlsplit(url)
        if address.scheme != "https" and address.hostname not in OWN_MACHINE:
            raise ForwardPassError(f"{url} is not https://, where others could read the token on its way.")
        self.api = f"{url.rstrip('/')}/api/v1/"
        self._token = token
        self._wait = wait
        self._opener = build_opener(_NoRedirects)

    def get(self, path: str, **parameters: object) -> Json:
        """Read what is at an address under /api/v1/."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self._send("GET", self._address(path) + query)

    def put(self, path: str, body: Json) -> Json:
        """Put something at an address."""
        return self._send("PUT", self._address(path), body)

    def post(self, path: str, body: Json) -> Json:
        """Have something made or marked: once, however often it has to be sent."""
        return self._send("POST", self._address(path), body, key=uuid.uuid4().hex)

    def pages(self, path: str, **parameters: object) -> Iterator[Json]:
        """Read a list of any length, a page at a time."""
        page = self.get(path, page_size=500, **parameters)
        yield from page["results"]
        while page["next"]:
            page = self.get(page["next"])
            yield from page["results"]

    def _address(self, path: str) -> str:
        if not path.startswith(("https://", "http://")):
            return self.api + path
        if path.startswith(self.api):
            return path
        raise ForwardPassError(f"The site leads to {path}, which is not under {self.api}: mend its proxy.")

    def _send(self, method: str, address: str, body: Json = None, key: str = "") -> Json:
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = Request(address, data, headers, method=method)
        for tries_left in reversed(range(TRIES)):
            pause = 2.0 ** (TRIES - 1 - tries_left)
            try:
                with self._opener.open(request, timeout=PATIENCE) as answer:
                    return json.load(answer)
            except HTTPError as error:
                if error.code not in PASSING or not tries_left:
                    raise _refused(error) from None
                pause = _asked_to_wait(error) or pause
            except (URLError, OSError) as error:
                if not tries_left:
                    raise ForwardPassError(f"{address} cannot be reached: {error}") from None
            except ValueError:
                raise ForwardPassError(f"{address} gave no JSON: is this a Forward Pass site?") from None
            self._wait(min(pause, LONGEST_WAIT))
        raise AssertionError("the last try returns or raises")


def _asked_to_wait(error: HTTPError) -> float:
    seconds = error.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else 0


def _refused(error: HTTPError) -> RefusedError:
    """The error that was sent; a proxy before the site sends HTML instead."""
    try:
        told = json.loads(error.read())
        return RefusedError(
            error.code, told["type"], told.get("detail") or told["title"], told.get("errors", [])
        )
    except (ValueError, TypeError, KeyError):
        moved = error.headers.get("Location")
        return RefusedError(error.code, "", f"It is at {moved} now." if moved else error.reason, [])


def arguments(told: str) -> argparse.ArgumentParser:
    """Say where the site is, and how the token comes; `told` is the text of --help."""
    parser = argparse.ArgumentParser(
        description=told,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="The token is taken from FORWARD_PASS_TOKEN: on the command line others could see it.",
    )
    url = os.environ.get("FORWARD_PASS_URL")
    parser.add_argument(
        "--url",
        default=url,
        required=not url,
        help="address of the site, such as https://quiz.example.edu; if not given, FORWARD_PASS_URL",
    )
    return parser


def client_for(url: str) -> Client:
    """Return the client, with the token from the environment."""
    token = os.environ.get("FORWARD_PASS_TOKEN", "").strip()
    if not token:
        raise ForwardPassError(
            "Set FORWARD_PASS_TOKEN to a token of the site; docs/rest.md says how to make one."
        )
    return Client(url, token)


def exit_code(run: Callable[[], None]) -> int:
    """Run a script; whatever goes wrong is one message on standard error, and 1."""
    try:
        run()
    except (ForwardPassError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
