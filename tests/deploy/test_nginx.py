"""The proxy's configuration, with a real nginx before a real server. Skipped where there is no nginx."""

import gzip
import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from tests.server import ROOT, free_port
from tests.sites import Site
from tests.solvers.library import document

pytestmark = [
    pytest.mark.server,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("nginx", path="/usr/sbin:/usr/bin"), reason="nginx is not installed"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed"),
]

PATIENCE = 30
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin") or ""
MAKE_TOKEN = """
from datetime import timedelta
from django.utils import timezone
from quizzes import actions
from quizzes.models import Enrolment, Scope, User
course, ines = actions.create_course("C"), User.objects.create_user("ines")
actions.enrol(course, ines, Enrolment.Role.INSTRUCTOR)
print(actions.make_token("t", Scope.values, timezone.now() + timedelta(days=1), by=ines, course=course)[1])
"""
MAIN = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/forward-pass.conf;
}}
"""


@dataclass
class Proxied:
    """A site with two threads, and a proxy before it."""

    site: Site
    server: subprocess.Popen[bytes]
    plain: int
    tls: int

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Message, bytes]:
        """Status, headers and body of the answer over TLS."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=PATIENCE, context=TRUSTING)
        connection.request(method, path, body, {"Host": "quiz.example.edu"} | (headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname = False
TRUSTING.verify_mode = ssl.CERT_NONE


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder = tmp_path_factory.mktemp("proxied")
    port, plain, tls = free_port(), free_port(), free_port()
    site = Site(
        folder / "site",
        LOCAL="0",
        PORT=str(port),
        BEHIND_PROXY="1",
        ALLOWED_HOSTS="quiz.example.edu",
        WEB_CONCURRENCY="1",
        THREADS="2",
    )
    site.must("migrate", "--verbosity=0")
    site.must("collectstatic", "--noinput", "--verbosity=0")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"], cwd=ROOT, env=site.environment
    )
    made = Proxied(site, server, plain, tls)
    with _proxy(folder, port, plain, tls):
        try:
            _until_it_answers(made)
            yield made
        finally:
            server.terminate()
            server.wait(PATIENCE)


@contextmanager
def _proxy(folder: Path, port: int, plain: int, tls: int) -> Iterator[None]:
    """nginx before whatever listens at `port`."""
    _certificate(folder)
    _configuration(folder, port, plain, tls)
    subprocess.run([NGINX, "-t", "-c", folder / "nginx.conf"], check=True, capture_output=True)
    proxy = subprocess.Popen([NGINX, "-c", folder / "nginx.conf"])
    try:
        _until_it_listens(tls)
        yield
    finally:
        proxy.terminate()
        proxy.wait(PATIENCE)


def _certificate(folder: Path) -> None:
    key = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=quiz.example.edu -days 1"
    )
    subprocess.run(
        ["openssl", *key.split(), "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True,
        capture_output=True,
    )


def _configuration(folder: Path, port: int, plain: int, tls: int) -> None:
    """The file as it ships, but for the addresses that every machine has of its own."""
    text = (ROOT / "deploy" / "nginx" / "forward-pass.conf").read_text()
    for ours, here in {
        "server web:8000": f"server 127.0.0.1:{port}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{tls} ",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "/etc/nginx/certificates": str(folder),
        "/etc/nginx/pages": str(ROOT / "deploy" / "nginx"),
    }.items():
        assert ours in text
        text = text.replace(ours, here)
    (folder / "forward-pass.conf").write_text(text)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))


def _until_it_listens(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def _until_it_answers(proxied: Proxied) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if proxied.ask("GET", "/healthz")[0] == 200:
                return
        except OSError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_plain_requests_are_sent_to_tls_and_stay_what_they_are(proxied: Proxied) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxied.plain, timeout=PATIENCE)
    connection.request("POST", "/login/?next=/", "a=b", {"Host": "quiz.example.edu"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, "https://quiz.example.edu/login/?next=/")


def test_page_arrives_compressed_with_secure_cookies(proxied: Proxied) -> None:
    status, headers, body = proxied.ask("GET", "/login/", headers={"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"], headers["Strict-Transport-Security"]) == (
        200,
        "gzip",
        "max-age=31536000; includeSubDomains",
    )
    assert "; Secure" in headers["Set-Cookie"]
    assert b"<form" in gzip.decompress(body)


def test_static_files_come_with_a_year_to_be_kept(proxied: Proxied) -> None:
    page = proxied.ask("GET", "/login/")[2].decode()
    stylesheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    status, headers, _ = proxied.ask("GET", stylesheet, headers={"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in headers["Cache-Control"]


def test_client_cannot_choose_its_own_address(proxied: Proxied) -> None:
    page = proxied.ask("GET", "/login/")
    token = page[2].decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    headers = {
        "Cookie": page[1]["Set-Cookie"].split(";")[0],
        "Referer": "https://quiz.example.edu/login/",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": "192.0.2.7",
    }
    form = f"csrfmiddlewaretoken={token}&username=mallory&password=guess".encode()
    assert proxied.ask("POST", "/login/", form, headers)[0] == 200
    show = "from axes.models import AccessAttempt; print(*AccessAttempt.objects.values_list('ip_address'))"
    assert proxied.site.shell(show) == "('127.0.0.1',)"


def test_body_that_is_too_large_is_refused(proxied: Proxied) -> None:
    assert proxied.ask("POST", "/login/", b"x" * (5 * 2**20 + 1))[0] == 413


def test_api_is_the_same_behind_the_proxy(proxied: Proxied) -> None:
    """Tokens and conditions pass; what is compressed on the way can be changed all the same."""
    token = proxied.site.shell(MAKE_TOKEN)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    text = document("x = integers(1, 9)\nz = 2 * x\nask(z)", explanation="Words. " * 300)
    body = json.dumps({"slug": "long", "document": text}).encode()
    status, answered, _ = proxied.ask("POST", "/api/v1/problems/", body, headers)
    assert (status, answered["Location"]) == (201, "https://quiz.example.edu/api/v1/problems/long/")
    _, read, _ = proxied.ask("GET", "/api/v1/problems/long/", headers=headers | {"Accept-Encoding": "gzip"})
    assert read["Content-Encoding"] == "gzip"
    body = json.dumps({"document": text + "More."}).encode()
    for tag, expected in ((read["ETag"], 200), (read["ETag"], 412)):
        changed = proxied.ask("PUT", "/api/v1/problems/long/", body, headers | {"If-Match": tag})
        assert changed[0] == expected


def test_slow_phones_hold_no_thread(proxied: Proxied) -> None:
    """Eight have sent half a request; the server's two threads are free all the same."""
    slow = [_phone(proxied.tls) for _ in range(8)]
    assert [proxied.ask("GET", "/healthz")[0] for _ in range(4)] == [200] * 4
    for phone in slow:
        phone.sendall(b"b" * 50)
        assert phone.recv(12) == b"HTTP/1.1 403"  # no CSRF token: the site itself has answered
        phone.close()


def _phone(port: int, header: bytes = b"") -> ssl.SSLSocket:
    """A connection on which half a request has been sent."""
    phone = TRUSTING.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
    phone.sendall(
        b"POST /login/ HTTP/1.1\r\nHost: quiz.example.edu\r\n"
        + header
        + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
        + b"a" * 50
    )
    return phone


def test_answers_count_from_when_they_have_arrived_whole(tmp_path: Path) -> None:
    """Behind the proxy stands a server that keeps the headers it gets."""
    port, plain, tls = free_port(), free_port(), free_port()
    with socket.create_server(("127.0.0.1", port)) as behind, _proxy(tmp_path, port, plain, tls):
        behind.settimeout(PATIENCE)
        phone = _phone(tls, b"X-Request-Start: t=1\r\n")
        time.sleep(1)
        went_on = time.time()
        phone.sendall(b"b" * 50)
        connection, _address = behind.accept()
        noted = re.findall(rb"X-Request-Start: t=([\d.]+)", connection.recv(65536))
        assert len(noted) == 1
        assert went_on - 0.01 < float(noted[0]) < time.time() + 0.01
        connection.close()
        phone.close()


def test_page_says_so_while_the_server_starts_anew(proxied: Proxied) -> None:
    """Last, as the server is stopped."""
    proxied.server.terminate()
    proxied.server.wait(PATIENCE)
    status, headers, body = proxied.ask("GET", "/")
    assert (status, headers["Retry-After"]) == (503, "10")
    assert b"Back in a moment" in body
