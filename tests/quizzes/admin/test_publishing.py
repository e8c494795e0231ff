"""A new problem is a draft until it is published: no quiz takes it, and only who works on it finds it."""

import re

import pytest
from django.test import Client

from quizzes import actions
from quizzes.admin.problems import FIRST_DOCUMENT
from quizzes.models import Course, Problem, ProblemVersion, Question, Quiz, User
from tests.quizzes.admin.test_problems import save, text_area
from tests.quizzes.builders import sigmoid_document

ADD = "/admin/quizzes/problem/add/"
PICKER = "/admin/autocomplete/?app_label=quizzes&model_name=question&field_name=problem_version&term="
# Without the empty first rows that Django adds: what the page of a quiz sends.
QUIZ = {
    "title": "Neurons",
    "published": "on",
    "late_penalty": "0",
    "late_per": "day",
    "counts": "best",
    "try_penalty": "0",
    "feedback_when": "at_once",
    "marks_when": "at_once",
    "solutions_when": "at_once",
    **{f"{name}-{form}_FORMS": "0" for name in ("pools", "extensions") for form in ("TOTAL", "INITIAL")},
}


@pytest.fixture
def draft(ines: User) -> ProblemVersion:
    return actions.save_problem("neuron", sigmoid_document(), ines, as_draft=True)


@pytest.fixture
def as_otto(db: None) -> Client:
    """An instructor of another course."""
    otto = User.objects.create_user("otto", is_staff=True)
    actions.enrol(actions.create_course("Art"), otto, "instructor")
    return signed_in(otto)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def offered(client: Client) -> list[str]:
    return [row["text"] for row in client.get(PICKER).json()["results"]]


def listed(client: Client, query: str = "") -> list[str]:
    return [
        problem.slug for problem in client.get(f"/admin/quizzes/problem/{query}").context["cl"].result_list
    ]


def asks(client: Client, quiz: Quiz, version: ProblemVersion) -> str:
    """Let the quiz ask that version too; the error that shows, if one does."""
    rows = list(quiz.questions.order_by("position"))
    fields = {"questions-TOTAL_FORMS": str(len(rows) + 1), "questions-INITIAL_FORMS": str(len(rows))}
    for number, asked in enumerate([*(row.problem_version_id for row in rows), version.pk]):
        fields[f"questions-{number}-problem_version"] = str(asked)
    for number, row in enumerate(rows):
        fields |= {
            f"questions-{number}-{name}": str(value) for name, value in (("id", row.pk), ("points", 3))
        }
    address = f"/admin/quizzes/quiz/{quiz.pk}/change/"
    answer = client.post(address, QUIZ | {"course": str(quiz.course_id)} | fields)
    if answer.status_code == 302:
        return ""
    return re.sub("<[^>]+>", "", answer.text.split('<ul class="errorlist"')[1].split("</ul>")[0]).split(">")[
        -1
    ]


def history(client: Client, problem: Problem) -> list[tuple[str, str]]:
    events = client.get(f"/admin/quizzes/problem/{problem.pk}/history/").context["events"]
    return [(str(event.by), event.said) for event in reversed(events)]


def test_new_problem_is_a_draft_and_is_published_with_its_text(as_ines: Client, ines: User) -> None:
    save(as_ines, ADD, slug="neuron", document=sigmoid_document(), _continue="yes")
    problem = Problem.objects.get()
    assert (problem.is_draft, offered(as_ines)) == (True, [])
    address = f"/admin/quizzes/problem/{problem.pk}/change/"
    answer = save(as_ines, address, document=sigmoid_document() + "\nMore.\n", _publish="yes")
    problem.refresh_from_db()
    assert (answer["Location"], problem.is_draft, problem.published_by) == (address, False, ines)
    assert offered(as_ines) == ["Sigmoid neuron, version 2", "Sigmoid neuron, version 1"]


def test_fault_in_the_text_keeps_a_draft_a_draft(draft: ProblemVersion, as_ines: Client) -> None:
    address = f"/admin/quizzes/problem/{draft.problem_id}/change/"
    broken = sigmoid_document().replace("sigmoid(z)", "sigmoidd(z)")
    page = save(as_ines, address, document=broken, _publish="yes")
    assert (text_area(page.text), Problem.objects.get().is_draft) == (broken, True)


@pytest.mark.slow
def test_draft_is_found_by_who_works_on_it(
    draft: ProblemVersion, as_ines: Client, as_otto: Client, course: Course
) -> None:
    ida = User.objects.create_user("ida", is_staff=True)
    actions.enrol(course, ida, "instructor")
    root = User.objects.create_superuser("root")
    who = [as_ines, signed_in(ida), signed_in(root), as_otto]
    assert [listed(client) for client in who] == [["neuron"]] * 3 + [[]]
    pages = [
        *(f"problem/{draft.problem_id}/{page}/" for page in ("change", "variants", "report", "history")),
        *(f"problemversion/{draft.pk}/{page}/" for page in ("change", "look")),
        f"remarking/compare/{draft.pk}/{draft.pk}/",
    ]
    found = [[client.get(f"/admin/quizzes/{page}").status_code for page in pages] for client in who]
    assert found == [[200] * 7] * 3 + [[302, 404, 404, 404, 302, 404, 404]]
    begun = [text_area(client.get(f"{ADD}?from={draft.problem_id}").text) for client in (as_ines, as_otto)]
    assert [text == FIRST_DOCUMENT for text in begun] == [False, True]


def test_draft_is_never_put_into_a_quiz(draft: ProblemVersion, quiz: Quiz, as_ines: Client) -> None:
    assert asks(as_ines, quiz, draft) == "This is a draft: publish it first, on its own page."
    actions.publish_problem(draft.problem, None)
    assert asks(as_ines, quiz, draft) == ""
    assert [row.problem_version for row in quiz.questions.order_by("position")][1] == draft


@pytest.mark.slow
def test_problem_taken_back_stays_where_it_is_asked(
    question: Question, ines: User, as_ines: Client, as_otto: Client
) -> None:
    problem = question.problem_version.problem
    actions.save_problem(problem.slug, sigmoid_document() + "\nMore.\n", ines)
    address = f"/admin/quizzes/problem/{problem.pk}"
    assert as_otto.post(f"{address}/take-back/").status_code == 403
    as_ines.post(f"{address}/take-back/")
    problem.refresh_from_db()
    assert (problem.is_draft, offered(as_ines), listed(as_otto)) == (True, [], [])
    assert "It stays where it is asked already:" in as_ines.get(f"{address}/change/").text
    assert "version 1 of 2, a draft" in as_ines.get(f"/admin/quizzes/quiz/{question.quiz_id}/change/").text
    assert asks(as_ines, question.quiz, question.problem_version) == ""
    assert question.quiz.questions.count() == 2


def test_only_who_wrote_it_takes_it_back(version: ProblemVersion, as_ines: Client) -> None:
    """The library that ships is everybody's."""
    address = f"/admin/quizzes/problem/{version.problem_id}"
    assert "Take back to draft" not in as_ines.get(f"{address}/change/").text
    assert as_ines.post(f"{address}/take-back/").status_code == 403


def test_list_is_filtered_by_state(draft: ProblemVersion, version: ProblemVersion, as_ines: Client) -> None:
    found = [listed(as_ines, query) for query in ("?state=draft", "?state=published", "?state=x")]
    assert found == [["neuron"], ["sigmoid-neuron"], ["neuron", "sigmoid-neuron"]]


def test_history_tells_who_changed_what(draft: ProblemVersion, quiz: Quiz, as_ines: Client) -> None:
    problem = draft.problem
    address = f"/admin/quizzes/problem/{problem.pk}/change/"
    save(as_ines, address, document=sigmoid_document(), _publish="yes")
    asks(as_ines, quiz, draft)
    save(as_ines, address, document=sigmoid_document() + "\nMore.\n")
    question = quiz.questions.get(problem_version=draft)
    as_ines.post(f"/admin/quizzes/remarking/question/{question.pk}/", {"newest": "1"})
    as_ines.post(f"/admin/quizzes/problem/{problem.pk}/take-back/")
    assert history(as_ines, problem) == [
        ("ines", "Saved version 1."),
        ("ines", "Published."),
        ("ines", "Put into the quiz “Neurons” of Neural networks: version 1."),
        ("ines", "Saved version 2."),
        ("ines", "Moved to version 2 in the quiz “Neurons” of Neural networks."),
        ("ines", "Taken back to draft."),
    ]
