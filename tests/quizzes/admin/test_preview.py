"""The preview shows a posted document as a student sees it, marks what is tried, and stores nothing."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes import actions
from quizzes.models import Problem, ProblemVersion, Topic
from tests.quizzes.builders import sigmoid_document
from tests.quizzes.hostile import document as hostile_document
from tests.solvers.library import LONG, text

ADDRESS = "/admin/quizzes/problem/preview/"
READING = "/admin/quizzes/problem/preview/reading/?field="
TUTORIAL = {"given.w": "[0.2, 0.3, 0.9]", "given.x": "[0.5, 0.6, 0.1]", "given.b": "0.5"}


def shown(client: Client, document: str = "", **fields: str) -> str:
    """The page; whatever is asked of the preview, it writes nothing."""
    with CaptureQueriesContext(connection) as queries:
        page = client.post(ADDRESS, {"document": document or sigmoid_document(), **fields}).text
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    return page


def words(page: str) -> str:
    """The page without its marks; formulas run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main")[1])).split())


def right_answers(page: str) -> list[list[str]]:
    body = re.search(r'class="right-answers">.*?<tbody>(.*?)</tbody>', page, re.S)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    return [
        [
            "".join(re.sub(r"<[^>]+>", "", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)
        ]
        for row in rows
    ]


def verdicts(page: str) -> list[str]:
    return re.findall(r'class="verdict verdict-(\w+)"', page)


def test_preview_shows_the_question_its_answers_and_the_solution(as_ines: Client) -> None:
    page = shown(as_ines, use="given", **TUTORIAL)
    assert right_answers(page) == [
        ["Weightedsumz", "0.87", "0.860to0.880", "1"],
        ["Sigmoidoutputy", "0.705", "0.7037to0.7057", "2"],
    ]
    assert re.findall(r"<h[12][^>]*>([^<]*)", page) == ["Sigmoid neuron", "Right answers", "Worked solution"]
    assert "so that y can be read as a probability" in words(page)
    assert page.count('class="picture') + page.count("<figure") >= 2
    assert Problem.objects.count() == 0


def test_what_is_accepted_of_formulas_and_labels_is_said(as_ines: Client) -> None:
    accepted = [row[2] for row in right_answers(shown(as_ines, text("learning-rate")))]
    assert [accepted[0], accepted[-1]] == ["everyformulawiththesamevalues", "thisonly"]


def test_answers_that_are_tried_are_marked_as_a_student_is(as_ines: Client) -> None:
    page = shown(as_ines, use="check", **TUTORIAL, **{"answer.z": "0.37", "answer.y": "0.591"})
    assert verdicts(page) == ["wrong", "follows"]
    assert "The bias was left out." in words(page)
    assert "1 of 2 answers right. 2 of 3 points." in words(page)


def test_answers_stay_marked_while_the_text_changes(as_ines: Client) -> None:
    page = shown(as_ines, checked="yes", **TUTORIAL, **{"answer.z": "0.87"})
    assert verdicts(page) == ["correct", "blank"]
    assert 'name="checked" value="yes"' in page


def test_other_numbers_are_other_and_clear_what_was_tried(as_ines: Client) -> None:
    page = shown(as_ines, use="other", seed="1", **TUTORIAL, **{"answer.z": "0.87"})
    assert re.search(r'name="seed" value="(\d+)"', page)[1] != "1"
    assert verdicts(page) == []
    assert 'value="0.87"' not in page
    assert 'type="hidden" name="given.w"' not in page


@pytest.mark.parametrize("seed", ["", "x", "-1", "9" * 40, "²"])
def test_seed_that_is_none_is_the_first(seed: str, as_ines: Client) -> None:
    assert 'name="seed" value="1"' in shown(as_ines, seed=seed)


def test_given_that_cannot_be_read_is_told_at_its_box(as_ines: Client) -> None:
    page = shown(as_ines, use="given", **TUTORIAL | {"given.w": "0.2 0.3"})
    box = re.search(r'name="given.w"[^>]*value="0.2 0.3".*?<p[^>]*>(.*?)</p>', page, re.S)
    assert box[1] == "This cannot be read: write it as in [1, 2, 3]."
    assert len(right_answers(page)) == 2


def test_given_that_is_new_in_the_text_is_drawn(as_ines: Client) -> None:
    longer = (
        sigmoid_document().replace("require(", "c = pick(7)\nrequire(", 1).replace("+ b\n", "+ b + c\n", 1)
    )
    page = shown(as_ines, longer, **TUTORIAL)
    assert right_answers(page)[0][1] == "7.87"
    assert 'type="hidden" name="given.c" value="7"' in page


def test_fault_is_told_with_its_line(as_ines: Client) -> None:
    broken = sigmoid_document().replace("sigmoid(z)\n", "sigmod(z)\n")
    line = broken.split("\n").index('y: "Sigmoid output" = sigmod(z)') + 1
    page = shown(as_ines, broken.replace("\n", "\r\n"))
    assert re.search(r'id="fault"[^>]*data-line="(\d+)" data-column="(\d+)"', page).groups() == (
        str(line),
        "23",
    )
    assert "There is no function 'sigmod'. Did you mean 'sigmoid'?" in words(page)


def test_fault_is_the_one_that_saving_tells(as_ines: Client) -> None:
    pointless = sigmoid_document().replace("points=1", "points=0").replace("points=2", "points=0")
    assert "The answers have no points: give at least one of them some." in words(shown(as_ines, pointless))


def test_formula_sheet_opens_as_for_students(as_ines: Client) -> None:
    Topic.objects.create(name="Neurons", formulas="A sheet of formulas.")
    assert "A sheet of formulas." in words(shown(as_ines))


@pytest.mark.parametrize("name", LONG)
def test_every_shipped_problem_has_a_preview_and_can_be_tried(name: str, as_ines: Client) -> None:
    page = shown(as_ines, text(name), use="check")
    assert "Worked solution" in page
    assert set(verdicts(page)) == {"blank"}
    assert "None" not in words(page).replace("None of", "")


def test_hostile_text_stays_text(as_ines: Client) -> None:
    page = shown(as_ines, hostile_document(), use="check", **{"answer.b": '"><script>alert(1)</script>'})
    assert "Right answers" in page
    marks = Marks()
    marks.feed(page)
    assert {"script", "img", "iframe", "style", "base"} & set(marks.names) == {"script"}
    assert [src for name, src in marks.found if name == "script:src" and "htmx" not in src] == []
    assert marks.names.count("script") == [name for name, _ in marks.found].count("script:src")
    assert [
        mark for mark in marks.found if re.search(r":(on|style)|href$", mark[0]) and not safe(*mark)
    ] == []


def safe(name: str, value: str) -> bool:
    return name in ("link:href", "a:href") and not value.lower().startswith("javascript")


class Marks(HTMLParser):
    """The elements of a page, and their attributes as `element:attribute`."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.found += [(f"{tag}:{name}", value or "") for name, value in attrs]


def test_preview_may_stand_in_a_frame_of_this_site_only(as_ines: Client) -> None:
    answer = as_ines.get(ADDRESS)
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    elsewhere = as_ines.get("/admin/quizzes/problem/add/")
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]
    assert "frame-src 'self'" in elsewhere["Content-Security-Policy"]


@pytest.mark.parametrize("address", [ADDRESS, READING + "z"])
def test_students_are_not_let_in(address: str, as_alice: Client) -> None:
    assert as_alice.post(address, {"document": sigmoid_document()}).status_code == 302


def test_form_of_another_site_is_refused(as_ines: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = as_ines.cookies
    assert client.post(ADDRESS, {"document": sigmoid_document()}).status_code == 403


@pytest.mark.parametrize(
    ("field", "typed", "status", "told"),
    [
        ("y", "0.7", 200, "You gave one decimal, three are asked."),
        ("y", "abc", 200, 'Type a number in digits: "abc" is not one.'),
        ("none", "1", 404, ""),
    ],
)
def test_answer_is_read_while_it_is_typed(
    field: str, typed: str, status: int, told: str, as_ines: Client
) -> None:
    sent = {"document": sigmoid_document(), f"answer.{field}": typed}
    answer = as_ines.post(READING + field, sent)
    assert answer.status_code == status
    if status == 200:
        assert html.unescape(re.sub(r"<[^>]+>", "", answer.text)).strip() == told


def test_saved_problem_stays_as_it_is(version: ProblemVersion, as_ines: Client) -> None:
    shown(as_ines, sigmoid_document() + "\nMore.\n", slug="sigmoid-neuron", _continue="yes")
    assert [row.document for row in ProblemVersion.objects.all()] == [sigmoid_document()]
    assert actions.save_problem("sigmoid-neuron", sigmoid_document()) == version
