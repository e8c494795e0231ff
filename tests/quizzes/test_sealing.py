"""What is sealed comes back whole, and only here, unchanged and for its purpose."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from quizzes.sealing import BLOCK, SealError, seal, unseal


@given(st.binary(max_size=3000))
def test_unseal_returns_what_was_sealed(data: bytes) -> None:
    assert unseal("test", seal("test", data)) == data


def test_seal_hides_the_data() -> None:
    sealed = seal("test", b"0.6681877721681662")
    assert b"0.6681" not in sealed
    assert b"0.6681" not in base64.b64decode(sealed + bytes(3), validate=False)


def test_seal_is_never_the_same_twice() -> None:
    assert seal("test", b"data") != seal("test", b"data")


@pytest.mark.parametrize("length", [0, 1, 20, 200, 400])
def test_sealed_length_does_not_tell_that_of_the_data(length: int) -> None:
    assert len(seal("test", bytes(range(100)) + bytes(length))) == len(seal("test", b"")) == BLOCK + 29


@pytest.mark.parametrize("place", range(0, BLOCK + 29, 7))
def test_changed_byte_is_refused(place: int) -> None:
    sealed = bytearray(seal("test", b"data"))
    sealed[place] ^= 1
    with pytest.raises(SealError):
        unseal("test", bytes(sealed))


@pytest.mark.parametrize("length", [0, 1, 5, 13, 28, 29, 100, BLOCK + 28])
def test_truncation_is_refused(length: int) -> None:
    with pytest.raises(SealError):
        unseal("test", seal("test", b"data")[:length])


@given(st.binary(max_size=200))
def test_what_was_never_sealed_is_refused(data: bytes) -> None:
    for anything in (data, b"\x01" + data):
        with pytest.raises(SealError):
            unseal("test", anything)


def test_other_purpose_is_refused() -> None:
    with pytest.raises(SealError):
        unseal("other", seal("test", b"data"))


def test_other_secret_is_refused_unless_it_is_a_former_one(settings: Settings) -> None:
    sealed = seal("test", b"data")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(SealError):
        unseal("test", sealed)
    settings.SECRET_KEY_FALLBACKS = ["older", former]
    assert unseal("test", sealed) == b"data"
