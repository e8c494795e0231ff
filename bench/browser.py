"""Just enough of a browser for a measurement: cookies, forms and redirects over one kept connection."""

import http.client
import re
from html import unescape
from urllib.parse import urlencode, urlsplit


class Browser:
    """Remembers the page it is on."""

    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.cookies: dict[str, str] = {}
        self.page = ""
        self.path = "/"

    def get(self, path: str) -> None:
        """Go to an address of the site."""
        self._request("GET", path, None)

    def send(self, typed: dict[str, str], to: str = "") -> None:
        """Fill in the first form of the page that goes to an address ending in `to`, and send it."""
        for attributes, body in re.findall(r"<form([^>]*)>(.*?)</form>", self.page, re.S):
            action = re.search(r'action="([^"]*)"', attributes)
            if 'method="post"' in attributes and (action[1] if action else self.path).endswith(to):
                hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body)
                self._request("POST", action[1] if action else self.path, dict(hidden) | typed)
                return
        raise SystemExit(f"bench: no form to {to!r} on {self.path}:\n{self.page[:2000]}")

    def text_fields(self) -> list[str]:
        """The names of the boxes to type answers into."""
        return re.findall(r'<input[^>]*name="(answer\.[^"]+)"', self.page)

    def _request(self, method: str, path: str, form: dict[str, str] | None) -> None:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        body = (
            urlencode({name: unescape(value) for name, value in form.items()}) if form is not None else None
        )
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.split(";")[0]
        if answer.status in {301, 302, 303}:
            self.get(
                urlsplit(answer.headers["Location"])._replace(scheme="", netloc="", fragment="").geturl()
            )
            return
        if answer.status != 200:
            raise SystemExit(f"bench: {method} {path} answered {answer.status}:\n{text[:2000]}")
        self.page, self.path = text, path
