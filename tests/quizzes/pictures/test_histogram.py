"""The bars of a histogram."""

from quizzes.pictures.histogram import Bar, histogram


def test_fullest_bin_is_as_high_as_the_picture() -> None:
    assert histogram([1, 4]) == [
        Bar(x=0, y=45, width=98, height=15, low=0, high=50, counted=1),
        Bar(x=100, y=0, width=98, height=60, low=50, high=100, counted=4),
    ]


def test_nothing_counted_is_no_picture() -> None:
    assert histogram([0, 0]) == []
