"""Seals and names with keys of the site: what is stored or handed out so tells nothing without them."""

import hmac
import zlib
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM has it


class SealBrokenError(Exception):
    """This was not sealed here, or for another purpose, or it was changed."""


def seal(purpose: str, content: bytes, bound_to: bytes = b"") -> bytes:
    """Encrypt `content` so that only `unseal` with the same purpose and `bound_to` reads it."""
    nonce = urandom(NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY, purpose)).encrypt(nonce, content, bound_to)


def unseal(purpose: str, sealed: bytes, bound_to: bytes = b"") -> bytes:
    """Return what was sealed, also under an earlier secret key; raises SealBrokenError."""
    nonce, encrypted = sealed[:NONCE], sealed[NONCE:]
    for key in _keys(purpose):
        try:
            return AESGCM(key).decrypt(nonce, encrypted, bound_to)
        except (InvalidTag, ValueError):  # ValueError: shorter than any nonce
            continue
    raise SealBrokenError


def packed(content: bytes) -> bytes:
    """Compress a few kilobytes: zlib's usual window takes longer to set up than to fill."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 12, 4)
    return packer.compress(content) + packer.flush()


unpacked = zlib.decompress


def keyed_hashes(purpose: str, *parts: str | bytes) -> list[str]:
    """Return the hash of the parts under each secret key, the present one first."""
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    # With its length before each, so that no two lists of parts are one text.
    text = b"".join(len(part).to_bytes(8, "big") + part for part in encoded)
    return [hmac.digest(key, text, "sha256").hex() for key in _keys(purpose)]


def secret_hash(secret: str) -> str:
    """Return the hash under which a long random secret is kept: nobody guesses such a secret from it."""
    return sha256(secret.encode()).hexdigest()


def _keys(purpose: str) -> Iterator[bytes]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _key(secret, purpose)


@lru_cache(maxsize=64)
def _key(secret: str, purpose: str) -> bytes:
    """A key for this purpose only: what is sealed for one is of no use for another."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"forward-pass {purpose}".encode())
    return derivation.derive(secret.encode())
