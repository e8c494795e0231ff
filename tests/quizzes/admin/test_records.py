"""A teacher reads how each mark of a submission came about."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Enrolment, LateDraft, User, Variant


class Cells(HTMLParser):
    """The texts of the cells of the table of marks."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = self.cell = False

    def handle_starttag(self, tag, attrs):
        if tag == "table" and ("class", "marks") in attrs:
            self.inside = True
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        if tag == "table":
            self.inside = False
        elif tag in ("td", "th"):
            self.cell = False

    def handle_data(self, data):
        if self.inside and self.cell:
            self.rows[-1][-1] += data


def test_teacher_reads_how_each_mark_came_about(variant: Variant, as_ines: Client) -> None:
    submission = actions.submit(variant, {"z": "0,37", "y": "0.591"}, "key")
    cells = Cells()
    cells.feed(as_ines.get(f"/admin/quizzes/submission/{submission.pk}/change/").text)
    assert cells.rows[1:] == [
        ["z", "0,37 (read as 0.37)", "0.860 – 0.880", "wrong", "0 / 1", "The bias was left out."],
        ["y", "0.591", "0.7037 – 0.7057", "follows", "2 / 2", "Follows from your z=0.37."],
    ]


@pytest.mark.parametrize("model", ["attempt", "variant", "submission", "latedraft"])
def test_lists_are_of_own_courses_and_of_whom_is_chosen(
    model: str, variant: Variant, bob: User, as_ines: Client
) -> None:
    actions.submit(variant, {"z": "0.37"}, "key")
    LateDraft.objects.create(place=variant.place, variant=variant, typed={"z": "1"})
    address = f"/admin/quizzes/{model}/"
    assert as_ines.get(address).context["cl"].result_count == 1
    other = User.objects.create_user("otto")
    actions.enrol(actions.create_course("Art"), other, Enrolment.Role.INSTRUCTOR)
    as_otto = Client()
    as_otto.force_login(other)
    assert as_otto.get(address).context["cl"].result_count == 0
    if model != "latedraft":
        student = variant.created_for_id
        found = [
            as_ines.get(f"{address}?student={key}").context["cl"].result_count for key in (student, bob.pk)
        ]
        assert found == [1, 0]
