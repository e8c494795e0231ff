"""How passwords are hashed."""

from argon2 import extract_parameters

from config.hashers import ExamHallHasher


def test_hasher_uses_argon2id_with_owasps_minimum() -> None:
    hasher = ExamHallHasher()
    encoded = hasher.encode("correct horse", hasher.salt())
    parameters = extract_parameters(encoded.removeprefix("argon2"))
    assert (parameters.type.name, parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (
        "ID",
        19_456,
        2,
        1,
    )
    assert hasher.verify("correct horse", encoded)
    assert not hasher.verify("wrong horse", encoded)
