"""Two versions of a text beside each other."""

from quizzes.queries.versions import Line, Piece, difference


def test_texts_that_are_the_same_have_no_difference() -> None:
    assert difference("a\nb\n", "a\nb\n") == []


def test_words_that_changed_are_told_from_those_that_stay() -> None:
    assert difference("y = sigmoid(z)", "y = tanh(z)") == [
        Line(
            1,
            (Piece("y = "), Piece("sigmoid", changed=True), Piece("(z)")),
            1,
            (Piece("y = "), Piece("tanh", changed=True), Piece("(z)")),
            changed=True,
        )
    ]


def test_added_and_removed_lines_stand_alone() -> None:
    assert difference("a", "a\nb") == [
        Line(1, (Piece("a"),), 1, (Piece("a"),)),
        Line(new_number=2, new=(Piece("b", changed=True),), changed=True),
    ]
    assert difference("a\nb", "a")[1] == Line(2, (Piece("b", changed=True),), changed=True)


def test_long_stretches_that_are_the_same_are_left_out() -> None:
    old = [str(number) for number in range(20)]
    found = difference("\n".join(old), "\n".join([*old[:10], "x", *old[11:]]))
    assert [line.skipped or line.old_number for line in found] == [7, 8, 9, 10, 11, 12, 13, 14, 6]
