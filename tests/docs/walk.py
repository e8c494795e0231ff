"""Reads the walk of docs/rest.md, and runs it: blocks for a shell, each with what it prints."""

import re
import subprocess
from dataclasses import dataclass

from tests.server import ROOT, Server

PAGE = ROOT / "docs" / "rest.md"
WALK = re.compile(r"^## A walk.*?(?=^## )", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^(`{3,})sh\n(.*?)^\1$(?:\n`{3}(?:json|text)\n(.*?)^`{3}$)?", re.DOTALL | re.MULTILINE)
SITE = "http://127.0.0.1:8000"
# What is another each time, and what stands for it.
VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "TIME"),
    (re.compile(r"(?<=until )\d{4}-\d\d-\d\d"), "DAY"),
)
END_OF_BLOCK = "\x1e"


@dataclass(frozen=True)
class Block:
    """What to paste, and what it prints."""

    commands: str
    printed: str


def blocks() -> list[Block]:
    """Those of the walk, in order."""
    walk = WALK.search(PAGE.read_text(encoding="utf-8"))
    assert walk
    return [Block(commands, printed) for _fence, commands, printed in BLOCK.findall(walk[0])]


def run(walk: list[Block], server: Server) -> list[str]:
    """Paste all blocks into one shell; return what each prints, as the page would have it."""
    script = "".join(f"{block.commands}printf '\\036'\n" for block in walk).replace(SITE, server.url)
    done = subprocess.run(
        ["bash", "-u"],
        input=script,
        cwd=ROOT,
        env=server.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    return [printed.replace(server.url, SITE) for printed in done.stdout.split(END_OF_BLOCK)[:-1]]


def masked(printed: str) -> str:
    """The same without what is another each time."""
    for varying, instead in VARYING:
        printed = varying.sub(instead, printed)
    return printed
