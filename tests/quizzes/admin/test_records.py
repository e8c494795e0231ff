"""A teacher reads how each mark of a submission came about."""

from html.parser import HTMLParser

from django.test import Client

from quizzes import actions
from quizzes.models import Variant


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
