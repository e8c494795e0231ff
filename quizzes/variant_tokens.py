"""Tokens that carry a variant with its right answers through other people's hands, sealed.

Whoever holds one cannot read it. Its length is that of the next multiple of a block, since the length of
what is compressed would tell how many of some options are right.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from quizzes.sealed import SealBrokenError, packed, seal, unpacked, unseal

PURPOSE = "variant token"
BLOCK = 512  # bytes
HEAD = 4  # bytes that say how long the compressed text is
LONGEST = 100_000  # characters of a token


class TokenBrokenError(Exception):
    """This is no token of ours, or it was changed or cut off."""


@dataclass(frozen=True)
class Sealed:
    """The facts of a variant, for whom they are, until when (POSIX time), and how much is told of them."""

    version: int
    level: str
    expires: int
    audience: str
    record: dict[str, Any]


def written(content: Sealed) -> str:
    """Return the token."""
    facts = [content.version, content.level, content.expires, content.audience, content.record]
    text = packed(json.dumps(facts, separators=(",", ":")).encode())
    padded = len(text).to_bytes(HEAD, "big") + text
    padded += bytes(-len(padded) % BLOCK)
    return base64.urlsafe_b64encode(seal(PURPOSE, padded)).decode().rstrip("=")


def read(token: str) -> Sealed:
    """Return what a token carries, or raise TokenBrokenError."""
    if len(token) > LONGEST:
        raise TokenBrokenError
    try:
        sealed = base64.b64decode(token.encode() + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
        padded = unseal(PURPOSE, sealed)
    except (binascii.Error, UnicodeEncodeError, SealBrokenError) as error:
        raise TokenBrokenError from error
    text = padded[HEAD : HEAD + int.from_bytes(padded[:HEAD], "big")]
    return Sealed(*json.loads(unpacked(text)))
