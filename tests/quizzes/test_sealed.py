"""What is sealed comes back whole, and only here, unchanged and for its purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from quizzes.sealed import SealBrokenError, keyed_hashes, seal, unseal

SECRET = b"the right answer is 0.6681877721681662"
LENGTH = len(SECRET) + 28


@given(st.binary(max_size=3000), st.binary(max_size=20))
def test_unseal_returns_what_was_sealed(content: bytes, bound_to: bytes) -> None:
    assert unseal("test", seal("test", content, bound_to), bound_to) == content


def test_seal_is_never_the_same_twice() -> None:
    assert seal("test", SECRET) != seal("test", SECRET)


@pytest.mark.parametrize("place", range(LENGTH))
def test_changed_byte_is_refused(place: int) -> None:
    sealed = bytearray(seal("test", SECRET))
    sealed[place] ^= 1
    with pytest.raises(SealBrokenError):
        unseal("test", bytes(sealed))


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 27, 28, LENGTH - 1])
def test_truncation_is_refused(length: int) -> None:
    with pytest.raises(SealBrokenError):
        unseal("test", seal("test", SECRET)[:length])


@given(st.binary(max_size=200))
def test_what_was_never_sealed_is_refused(anything: bytes) -> None:
    with pytest.raises(SealBrokenError):
        unseal("test", anything)


@pytest.mark.parametrize(("purpose", "bound_to"), [("other", b"here"), ("test", b"there"), ("test", b"")])
def test_seal_holds_for_its_purpose_and_what_it_is_bound_to(purpose: str, bound_to: bytes) -> None:
    with pytest.raises(SealBrokenError):
        unseal(purpose, seal("test", SECRET, b"here"), bound_to)


def test_other_secret_is_refused_unless_it_is_a_former_one(settings: Settings) -> None:
    sealed = seal("test", SECRET)
    (name,) = keyed_hashes("test", "name")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(SealBrokenError):
        unseal("test", sealed)
    settings.SECRET_KEY_FALLBACKS = ["older", former]
    assert unseal("test", sealed) == SECRET
    assert keyed_hashes("test", "name")[2] == name


def test_keyed_hash_tells_lists_of_parts_apart() -> None:
    assert keyed_hashes("test", "ab", "c") != keyed_hashes("test", "a", "bc")
