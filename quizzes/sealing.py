"""Sealed data that leaves this server and comes back: nobody else can read or change it.

AES-256-GCM, with a key for each purpose that is derived from SECRET_KEY. What was sealed with an earlier
secret is opened as long as that stands in SECRET_KEY_FALLBACKS.
"""

import secrets
import zlib
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes
BLOCK = 512  # bytes: sealed data is as long as the next multiple, so that its length tells little
FORMAT = b"\x01"
LENGTH = 4  # bytes that say how long the data is


class SealError(Exception):
    """The data was not sealed here for this purpose, or was changed since."""


def seal(purpose: str, data: bytes) -> bytes:
    """Compress, pad and encrypt."""
    packed = zlib.compress(data, 1)
    padded = len(packed).to_bytes(LENGTH, "big") + packed
    padded += bytes(-len(padded) % BLOCK)
    nonce = secrets.token_bytes(NONCE)
    return FORMAT + nonce + _cipher(settings.SECRET_KEY, purpose).encrypt(nonce, padded, FORMAT)


def unseal(purpose: str, sealed: bytes) -> bytes:
    """Return what was sealed, or raise SealError."""
    if not sealed.startswith(FORMAT):
        raise SealError
    nonce, encrypted = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            padded = _cipher(secret, purpose).decrypt(nonce, encrypted, FORMAT)
        except (InvalidTag, ValueError):  # ValueError: cut off within the nonce
            continue
        return zlib.decompress(padded[LENGTH : LENGTH + int.from_bytes(padded[:LENGTH], "big")])
    raise SealError


@lru_cache(maxsize=32)
def _cipher(secret: str, purpose: str) -> AESGCM:
    key = HKDF(SHA256(), length=32, salt=None, info=f"forward-pass {purpose}".encode())
    return AESGCM(key.derive(secret.encode()))
