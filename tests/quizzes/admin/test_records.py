"""A teacher reads how each mark of a submission came about."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes import actions
from quizzes.models import Course, Enrolment, LateDraft, User, Variant
from quizzes.queries.problems import drawn
from tests.quizzes.builders import again, sigmoid_document


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
        [
            *("Weighted sum z", "0,37 (read as 0.37)", "0.860 – 0.880"),
            *("Not quite", "0 / 1", "The bias was left out."),
        ],
        ["Sigmoid output y", "0.591", "0.7037 – 0.7057", "Follows", "2 / 2", "Follows from your z=0.37."],
    ]


def test_submissions_show_at_first_where_something_was_marked(
    variant: Variant, course: Course, bob: User, as_ines: Client
) -> None:
    actions.submit(variant, {"z": "0.37"}, "key")
    begun = actions.create_quiz(course, "Begun since", [])
    actions.start_attempt(begun, bob)
    shown = as_ines.get("/admin/quizzes/submission/").context["cl"].result_list
    assert [row.variant_id for row in shown] == [variant.pk]


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


def listed(client: Client, query: str = "") -> list[str]:
    """Of each submission in the list: who, at which quiz, and its answers at a glance."""
    page = client.get(f"/admin/quizzes/submission/{query}")
    rows = re.findall(r"<tr>(.*?)</tr>", page.text.split('id="result_list"')[-1], re.S)[1:]
    cells = [
        re.findall(r'<t[dh] class="field-(?:student|quiz|answers)[^"]*">(.*?)</t[dh]>', row, re.S)
        for row in rows
    ]
    return [" | ".join(" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in row) for row in cells]


def test_list_shows_what_was_typed_read_as_and_its_verdict(variant: Variant, as_ines: Client) -> None:
    actions.submit(variant, {"z": "0,37", "y": "<b>"}, "key")
    assert listed(as_ines) == [
        "alice | Neurons | z 0,37 read as 0.37 Not quite y &lt;b&gt; Could not be read"
    ]


@pytest.fixture
def many(variant: Variant, bob: User, ines: User, course: Course) -> dict[str, str]:
    """Submissions of Alice and Bob at two quizzes, and at one of another course that Ines teaches."""
    actions.submit(variant, {"z": "0.37"}, "key")
    other = actions.save_problem(
        "other", sigmoid_document().replace("Sigmoid neuron", "Other neuron")
    ).problem
    later = actions.create_quiz(course, "Later", [other])
    art = actions.create_course("Art")
    for person in (bob, ines):
        actions.enrol(art, person, "instructor" if person == ines else "student")
    elsewhere = actions.create_quiz(art, "Elsewhere", [other])
    for quiz in (elsewhere, later):
        place = actions.start_attempt(quiz, bob).places.get()
        given = actions.open_question(place.question, place.attempt)
        right = {name: f"{value:.3f}" for name, value in drawn(given).answers.items()}
        actions.submit(again(given), right, "key")
    return {
        "quiz": variant.question.quiz_id,
        "art": art.pk,
        "other": other.pk,
        "alice": variant.created_for_id,
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["bob | Later"]),
        ("?quiz=all", ["alice | Neurons", "bob | Elsewhere", "bob | Later"]),
        ("?quiz={quiz}", ["alice | Neurons"]),
        ("?course={art}", ["bob | Elsewhere"]),
        ("?course={art}&quiz={quiz}", ["bob | Elsewhere"]),
        ("?problem={other}", ["bob | Elsewhere", "bob | Later"]),
        ("?problem={other}&course={art}", ["bob | Elsewhere"]),
        ("?q=bob", ["bob | Elsewhere", "bob | Later"]),
        ("?q=BO+b", ["bob | Elsewhere", "bob | Later"]),
        ("?q=nobody", []),
        ("?student={alice}", ["alice | Neurons"]),
        ("?quiz=all&complete__exact=1", ["bob | Elsewhere", "bob | Later"]),
        ("?course=x&quiz=²", ["bob | Later"]),
    ],
)
def test_list_is_narrowed(query: str, found: list[str], many: dict[str, str], as_ines: Client) -> None:
    assert [row.rsplit(" | ", 1)[0] for row in listed(as_ines, query.format(**many))] == found


def test_list_costs_the_same_however_long_it_is(variant: Variant, as_ines: Client) -> None:
    numbers = []
    for number in range(3):
        actions.submit(again(variant), {"z": f"0.{number}"}, f"key{number}")
        with CaptureQueriesContext(connection) as queries:
            as_ines.get("/admin/quizzes/submission/")
        numbers.append(len(queries))
    assert numbers == [numbers[0]] * 3


@pytest.mark.parametrize("model", ["submission", "variant"])
def test_show_all_leads_to_all_quizzes(model: str, variant: Variant, as_ines: Client) -> None:
    actions.submit(variant, {"z": "0.37"}, "key")
    shown = [as_ines.get(f"/admin/quizzes/{model}/{query}").text for query in ("", "?quiz=all")]
    assert [page.count('(<a href="?quiz=all">Show all</a>)') for page in shown] == [1, 0]
