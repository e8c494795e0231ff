"""Options are shuffled for each variant, always the same way, and those that belong last stay there."""

from dataclasses import replace

from quizzes.queries.sheet_rows import row_of, shuffled
from solvers.fields import Field, Option

FIELD = Field(
    name="choice",
    asked="choice",
    prompt="",
    symbol="",
    kind="choice",
    points=1,
    options=(
        *(Option(str(number), f"Option {number}") for number in range(1, 6)),
        Option("6", "None", last=True),
    ),
)


def order(seed: int) -> list[str]:
    return [option.value for option in shuffled(FIELD, seed).options]


def test_options_are_shuffled_the_same_way_for_the_same_numbers() -> None:
    assert order(7) == order(7)
    assert sorted(order(7)) == ["1", "2", "3", "4", "5", "6"]
    assert len({tuple(order(seed)) for seed in range(20)}) > 10


def test_last_option_stays_last() -> None:
    assert {order(seed)[-1] for seed in range(20)} == {"6"}


def test_field_without_options_stays_as_it_is() -> None:
    number = Field(name="z", asked="z", prompt="", symbol="z", kind="number", points=1)
    assert shuffled(number, 7) is number


def test_ticked_options_are_told_in_their_words() -> None:
    several = replace(FIELD, kind="choices")
    assert row_of(several, "2,6", None, 1, None).chosen == ("Option 2", "None")
    assert row_of(several, "", None, 1, None).chosen == ()
    assert row_of(FIELD, "1", None, 1, None).chosen == ("Option 1",)
