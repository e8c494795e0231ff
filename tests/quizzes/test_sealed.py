"""What is sealed is read again with the site's keys only, and for its own purpose."""

import pytest
from pytest_django import Settings

from quizzes.sealed import SealBrokenError, keyed_hashes, seal, secret_hash, unseal


def test_sealed_is_read_again() -> None:
    sealed = seal("test", b"content", b"place")
    assert unseal("test", sealed, b"place") == b"content"
    assert b"content" not in sealed
    assert seal("test", b"content") != seal("test", b"content")


@pytest.mark.parametrize(
    ("purpose", "bound_to", "change"),
    [
        ("other", b"place", bytes),
        ("test", b"elsewhere", bytes),
        ("test", b"place", lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1])),
        ("test", b"place", lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:]),
        ("test", b"place", lambda sealed: sealed[:5]),
        ("test", b"place", lambda sealed: b""),
    ],
)
def test_what_was_changed_or_moved_is_refused(purpose: str, bound_to: bytes, change: object) -> None:
    sealed = change(seal("test", b"content", b"place"))  # type: ignore[operator]
    with pytest.raises(SealBrokenError):
        unseal(purpose, sealed, bound_to)


def test_earlier_secret_key_still_reads(settings: Settings) -> None:
    sealed, hashes = seal("test", b"content"), keyed_hashes("test", "a")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "new"
    with pytest.raises(SealBrokenError):
        unseal("test", sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal("test", sealed) == b"content"
    assert keyed_hashes("test", "a")[1:] == hashes


@pytest.mark.parametrize(
    ("one", "other"), [(("a", "b"), ("ab", "")), (("a", "b"), ("a", "b", "")), (("a",), (b"b",))]
)
def test_hash_tells_parts_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert keyed_hashes("test", *one) != keyed_hashes("test", *other)
    assert keyed_hashes("test", *one) != keyed_hashes("other", *one)


def test_hash_of_a_secret_is_that_of_every_tool() -> None:
    # printf abc | sha256sum
    assert secret_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
