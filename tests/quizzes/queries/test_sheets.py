"""What a sheet says before and after the release."""

from quizzes import actions
from quizzes.models import Variant
from quizzes.queries.sheets import Sheet, sheet, with_sheet


def seen(variant: Variant, **typed: str) -> Sheet:
    if typed:
        actions.submit(variant, typed, "-".join(typed.values()))
    return sheet(with_sheet(Variant.objects).get(pk=variant.pk))


def test_bands_show_after_the_release_only(variant: Variant) -> None:
    assert [row.accepted for row in seen(variant).rows] == [None, None]
    assert [row.accepted for row in seen(variant, z="0.87").rows] == [None, None]
    assert [row.accepted for row in seen(variant, z="0.87", y="0.705").rows] == [
        ("0.860", "0.880"),
        ("0.7037", "0.7057"),
    ]


def test_bands_show_after_a_reveal_without_submissions(variant: Variant) -> None:
    actions.reveal_solution(variant)
    assert [row.accepted for row in seen(variant).rows] == [("0.860", "0.880"), ("0.7037", "0.7057")]


def test_points_are_in_the_questions_scale(variant: Variant) -> None:
    variant.question.points = 6
    variant.question.save()
    found = seen(variant, z="0.87")
    assert ([row.points for row in found.rows], found.earned, found.points) == ([2, 4], 2, 6)


def test_unmarked_text_shows_without_marks(variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "a")
    found = sheet(with_sheet(Variant.objects).get(pk=variant.pk), {"y": "0.7"})
    assert [(row.typed, row.part) for row in found.rows] == [("", None), ("0.7", None)]


def test_unmarked_text_gives_way_once_the_solution_shows(variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "a")
    actions.reveal_solution(variant)
    found = sheet(with_sheet(Variant.objects).get(pk=variant.pk), {"y": "0.7"})
    assert [row.typed for row in found.rows] == ["0.87", ""]
