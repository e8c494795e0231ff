"""The examples' client: when it sends again, what it never does, and how it words a refusal."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from forward_pass import Client, ForwardPassError, RefusedError

Answer = tuple[int, dict[str, str], bytes]
FINE: Answer = (200, {}, b'{"fine": true}')
BUSY: Answer = (503, {}, b"<h1>Back in a moment</h1>")


class Site(HTTPServer):
    """Stands where a site and its proxy stand: gives the answers that it is told, and notes what came."""

    answers: list[Answer | None]
    seen: list[tuple[str, str, str | None, bytes]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append((self.command, self.path, self.headers["Idempotency-Key"], body))
        told = self.server.answers.pop(0)
        if told is None:  # the line breaks
            self.close_connection = True
            return
        status, headers, content = told
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = answer  # noqa: N815  http.server calls them by these names

    def log_message(self, *_args: Any) -> None:
        """Not on the terminal."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Handler) as site:
        site.answers, site.seen = [], []
        Thread(target=site.serve_forever, args=[0.01], daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(site: Site, waits: list[float]) -> Client:
    return Client(site.url, "fp_secret", wait=waits.append)


@pytest.mark.parametrize(
    ("answers", "waited"),
    [
        ([FINE], []),
        ([(429, {"Retry-After": "7"}, b""), FINE], [7]),
        ([(503, {"Retry-After": "9999"}, b""), FINE], [120]),
        ([BUSY, BUSY, FINE], [1, 2]),
        ([None, (502, {}, b""), None, FINE], [1, 2, 4]),
    ],
)
def test_what_passes_is_waited_for(
    answers: list[Answer | None], waited: list[float], client: Client, site: Site, waits: list[float]
) -> None:
    site.answers = list(answers)
    assert client.post("markings/", {"a": 1}) == {"fine": True}
    assert waits == waited
    assert len(site.seen) == len(answers)
    assert len(set(site.seen)) == 1  # the same key each time, and the same body


def test_two_requests_have_two_keys(client: Client, site: Site) -> None:
    site.answers = [FINE, FINE]
    client.post("markings/", {})
    client.post("markings/", {})
    assert len({key for _method, _path, key, _body in site.seen}) == 2


def test_it_gives_up_in_the_end(client: Client, site: Site, waits: list[float]) -> None:
    site.answers = [BUSY] * 6
    with pytest.raises(RefusedError) as refused:
        client.get("courses/")
    assert str(refused.value) == "The site answered 503: Service Unavailable"
    assert waits == [1, 2, 4, 8, 16]


def test_nobody_at_the_address_is_said(waits: list[float]) -> None:
    with pytest.raises(ForwardPassError, match=r"^http://127.0.0.1:9/api/v1/courses/ cannot be reached: "):
        Client("http://127.0.0.1:9/", "fp_secret", wait=waits.append).get("courses/")


def test_refusal_is_told_with_its_places(client: Client, site: Site, waits: list[float]) -> None:
    faults = [
        {"detail": "Too long.", "pointer": "/0/email"},
        {"detail": "Two of them.", "header": "If-Match"},
    ]
    told = {"type": "urn:x", "title": "Bad", "status": 400, "detail": "It is bad.", "errors": faults}
    site.answers = [(400, {"Content-Type": "application/problem+json"}, json.dumps(told).encode())]
    with pytest.raises(RefusedError) as refused:
        client.put("courses/1/people/", [])
    assert str(refused.value) == (
        "The site answered 400: It is bad.\n/0/email: Too long.\nIf-Match: Two of them."
    )
    assert (refused.value.kind, waits) == ("urn:x", [])


def test_token_goes_nowhere_else(client: Client, site: Site) -> None:
    site.answers = [(302, {"Location": f"{site.url}/elsewhere/"}, b"")]
    with pytest.raises(RefusedError, match=f"It is at {site.url}/elsewhere/ now."):
        client.get("courses/")
    assert len(site.seen) == 1
    site.answers = [(200, {}, b'{"results": [1], "next": "http://elsewhere.example/api/v1/courses/"}')]
    with pytest.raises(ForwardPassError, match="which is not under"):
        list(client.pages("courses/"))
    assert len(site.seen) == 2


@pytest.mark.parametrize("url", ["http://quiz.example.edu", "quiz.example.edu", ""])
def test_token_goes_over_https_only(url: str) -> None:
    with pytest.raises(ForwardPassError, match=r"is not https://"):
        Client(url, "fp_secret")


def test_pages_are_read_to_the_last(client: Client, site: Site) -> None:
    second = f"{site.url}/api/v1/courses/?cursor=b"
    site.answers = [
        (200, {}, json.dumps({"results": [1, 2], "next": second}).encode()),
        (200, {}, b'{"results": [3], "next": null}'),
    ]
    assert list(client.pages("courses/", title="a b")) == [1, 2, 3]
    assert [path for _method, path, _key, _body in site.seen] == [
        "/api/v1/courses/?page_size=500&title=a+b",
        "/api/v1/courses/?cursor=b",
    ]


def test_page_of_another_program_is_said(client: Client, site: Site) -> None:
    site.answers = [(200, {}, b"<h1>It works!</h1>")]
    with pytest.raises(ForwardPassError, match=r"gave no JSON: is this a Forward Pass site\?"):
        client.get("")
