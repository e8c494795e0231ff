"""Variants and markings of which nothing is stored: the token is all there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Course, IdempotentRequest, ProblemVersion, Submission, User, Variant
from quizzes.queries import stateless
from quizzes.variant_tokens import read
from tests.quizzes.api.clients import course_with, person_with, problem
from tests.quizzes.api.stateless import MARKINGS, VARIANTS, mark, token_for, variant_of
from tests.quizzes.builders import sigmoid_document, token_of
from tests.quizzes.conftest import TUTORIAL
from tests.solvers.library import LONG

RIGHT = {"z": "0.87", "y": "0.705"}
WRONG = {"z": "0.5", "y": "0.9"}


@pytest.fixture
def lms(course: Course, version: ProblemVersion) -> Any:
    """A learning-management system with its course's token."""
    return course_with(course)


@pytest.fixture
def token(course: Course, version: ProblemVersion) -> str:
    """Of the tutorial's numbers."""
    return token_for(course, version)


def rows() -> dict[str, int]:
    return {
        model.__name__: model._base_manager.count() for model in apps.get_app_config("quizzes").get_models()
    }


def test_variant_says_what_is_asked(lms: Any) -> None:
    variant = variant_of(lms)
    assert [variant[name] for name in ("problem", "version", "title", "feedback")] == [
        "sigmoid-neuron",
        1,
        "Sigmoid neuron",
        "feedback",
    ]
    assert [
        (field["name"], field["kind"], field["asked"], field["points"]) for field in variant["fields"]
    ] == [
        ("z", "number", "two decimals", 1),
        ("y", "number", "three decimals", 2),
    ]
    assert "{{" not in variant["statement"]
    assert "<math" in variant["statement_html"]
    assert [picture["title"] for picture in variant["pictures"]] == [
        "A neuron with 3 inputs and the activation sigmoid"
    ]


def test_every_variant_has_other_numbers(lms: Any) -> None:
    assert len({variant_of(lms)["python"] for _ in range(4)}) == 4


def test_tutorial_is_marked(lms: Any, token: str) -> None:
    marking = mark(lms, token, RIGHT).json()
    assert marking == {
        "problem": "sigmoid-neuron",
        "version": 1,
        "feedback": "feedback",
        "score": 3,
        "out_of": 3,
        "complete": True,
        "parts": {name: _correct(points) for name, points in (("z", 1), ("y", 2))},
        "solution": None,
    }


def _correct(points: float) -> dict[str, Any]:
    told = {"read_as": "", "feedback": "", "feedback_html": ""}
    return {"verdict": "correct", "credit": 1, "points": points, "out_of": points} | told


@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [
        ({}, ["blank", "blank"]),
        ({"z": " ", "y": "0.705"}, ["blank", "correct"]),
        ({"z": "eight", "y": "1,2,3"}, ["unreadable", "unreadable"]),
        ({"z": "0,87", "y": "0.5"}, ["correct", "wrong"]),
        ({"z": "1.07", "y": "0.745"}, ["wrong", "follows"]),  # 1 / (1 + exp(-1.07)) = 0.7446
        ({"z": "0.9", "y": "\x00"}, ["imprecise", "unreadable"]),
    ],
)
def test_verdicts_are_no_errors(answers: dict[str, str], verdicts: list[str], lms: Any, token: str) -> None:
    answer = mark(lms, token, answers)
    assert answer.status_code == 200
    assert [part["verdict"] for part in answer.json()["parts"].values()] == verdicts


@pytest.mark.parametrize("slug", LONG)
def test_right_answers_of_every_kind_are_right(slug: str, course: Course, ines: User) -> None:
    """What the solution tells, typed in, is right: numbers, options, formulas and tables alike."""
    actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    lms = course_with(course)
    variant = variant_of(lms, slug, feedback="solutions")
    told = mark(lms, variant["token"], {}).json()["parts"]
    typed = {field["name"]: _typed(field, told[field["name"]]["answer"]) for field in variant["fields"]}
    marking = mark(lms, variant["token"], typed).json()
    assert {name: part["verdict"] for name, part in marking["parts"].items()} == dict.fromkeys(
        typed, "correct"
    )
    assert (marking["score"], marking["complete"]) == (marking["out_of"], True)


def _typed(field: dict[str, Any], answer: Any) -> str:
    if field["kind"] == "shape":
        return " x ".join(map(str, answer))
    if field["kind"] == "choices":
        return ",".join(answer)
    return f"{answer:.9f}" if field["kind"] == "number" else str(answer)


@pytest.mark.parametrize("level", ["marks", "feedback", "solutions"])
def test_level_says_how_much_is_told(level: str, course: Course, version: ProblemVersion, lms: Any) -> None:
    marking = mark(lms, token_for(course, version, level=level), WRONG).json()
    told = {name: sorted(part) for name, part in marking["parts"].items()}
    seen = ["credit", "feedback", "feedback_html", "out_of", "points", "read_as", "verdict"]
    right = ["accepted", "answer", "diagnosis", "options"]
    assert (
        told
        == {
            "marks": {},
            "feedback": {"z": seen, "y": seen},
            "solutions": {"z": sorted([*seen, *right]), "y": sorted([*seen, *right])},
        }[level]
    )
    assert (marking["score"], marking["out_of"], marking["complete"]) == (0, 3, False)
    assert (marking["solution"] is not None) == (level == "solutions")


def test_solution_is_that_of_the_numbers(course: Course, version: ProblemVersion, lms: Any) -> None:
    marking = mark(lms, token_for(course, version, level="solutions"), {"z": "0.87", "y": "0.6"}).json()
    z, y = marking["parts"]["z"], marking["parts"]["y"]
    assert (round(z["answer"], 9), z["accepted"]) == (0.87, ["0.860", "0.880"])
    assert (round(y["answer"], 6), y["accepted"]) == (0.704746, ["0.7037", "0.7057"])
    steps = [(step["name"], step["latex"].rpartition(" ")[2]) for step in marking["solution"]["steps"]]
    assert steps == [("z", "0.87"), ("y", "0.705")]
    assert all("<math" in step["html"] for step in marking["solution"]["steps"])
    assert [picture["title"] for picture in marking["solution"]["pictures"]] == [
        "The activation sigmoid, with the point at z = 0.87"
    ]


def test_level_is_that_of_the_variant_whatever_the_token_may(course: Course, version: ProblemVersion) -> None:
    teaching, cautious = course_with(course), course_with(course, "marking:write")
    for level in ("marks", "feedback", "solutions"):
        variant = variant_of(teaching, feedback=level)
        assert mark(cautious, variant["token"], {}).json()["feedback"] == level
    answer = mark(teaching, variant_of(teaching, feedback="marks")["token"], {})
    assert (answer.json()["parts"], answer.json()["solution"]) == ({}, None)


def test_solutions_need_their_scope_when_the_variant_is_asked_for(course: Course, lms: Any) -> None:
    answer = course_with(course, "marking:write").post(VARIANTS, {"feedback": "solutions"})
    assert problem(answer)[:2] == (403, "insufficient-scope")
    assert 'scope="solutions:read"' in answer["WWW-Authenticate"]


def test_nothing_is_stored(lms: Any, token: str) -> None:
    before = rows()
    variant_of(lms)
    mark(lms, token, WRONG)
    assert rows() == before
    assert (Variant.objects.count(), Submission.objects.count()) == (0, 0)


def test_repeated_marking_is_the_same_and_stores_one_row_that_tells_nothing(lms: Any, token: str) -> None:
    before = rows()
    first = mark(lms, token, WRONG, **{"Idempotency-Key": "first"})
    again = mark(lms, token, WRONG, **{"Idempotency-Key": "first"})
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert rows() == before | {"IdempotentRequest": 1}
    row = IdempotentRequest.objects.get()
    assert b"verdict" not in bytes(row.answer)
    other = mark(lms, token, RIGHT, **{"Idempotency-Key": "first"})
    assert problem(other)[:2] == (422, "idempotency-key-reused")


def test_repeated_request_gets_the_same_variant(lms: Any) -> None:
    tokens = {lms.post(VARIANTS, {}, headers={"Idempotency-Key": "k"}).json()["token"] for _ in range(3)}
    assert len(tokens) == 1


def test_marking_costs_two_queries(
    lms: Any, token: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mark(lms, token, WRONG)  # notes when the token was used last, once a second
    with django_assert_num_queries(2):  # the API token, the version
        mark(lms, token, WRONG)


# ---------------------------------------------------------------- tokens


Spoilt = Callable[[str], str]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: "nonsense",
        lambda token: token[:-1],
        lambda token: token[1:],
        lambda token: token[:40] + ("A" if token[40] != "A" else "B") + token[41:],
        lambda token: token + "AAAA",
        lambda token: token * 200,
    ],
)
def test_spoilt_token_is_refused(spoil: Spoilt, lms: Any, token: str) -> None:
    answer = mark(lms, spoil(token), RIGHT)
    assert problem(answer) == (400, "variant-token-invalid", ["/token"])


def test_token_made_with_another_secret_key_is_refused(lms: Any, token: str, settings: Settings) -> None:
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert problem(mark(lms, token, RIGHT))[1] == "variant-token-invalid"
    settings.SECRET_KEY_FALLBACKS = [former]
    assert mark(lms, token, RIGHT).json()["complete"]


def test_token_of_another_course_or_person_is_refused(
    token: str, course: Course, alice: User, ines: User, lms: Any
) -> None:
    other = actions.create_course("Other")
    actions.enrol(other, ines, "instructor")
    own = variant_of(person_with(ines))["token"]
    for client, foreign in ((course_with(other), token), (person_with(ines), token), (lms, own)):
        assert problem(mark(client, foreign, RIGHT)) == (403, "variant-token-of-another", ["/token"])


def test_another_token_of_the_course_or_person_may_mark(token: str, course: Course, ines: User) -> None:
    assert mark(course_with(course, "marking:write"), token, RIGHT).status_code == 200
    own = variant_of(person_with(ines))["token"]
    assert mark(person_with(ines), own, {}).status_code == 200


def test_expired_token_is_refused(lms: Any, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variant = variant_of(lms, expires_in=60)
    until = timezone.now() + timedelta(seconds=60)
    assert abs(read(variant["token"]).expires - until.timestamp()) < 5
    assert variant["expires_at"].endswith("Z")
    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    answer = mark(lms, variant["token"], RIGHT)
    assert problem(answer) == (400, "variant-token-expired", ["/token"])
    assert variant["expires_at"] in answer.json()["detail"]
    assert mark(lms, token, RIGHT).status_code == 200


def test_variant_is_marked_by_the_version_it_came_from(lms: Any, token: str, version: ProblemVersion) -> None:
    actions.save_problem("sigmoid-neuron", sigmoid_document().replace("places=2", "places=4"))
    assert (variant_of(lms)["version"], variant_of(lms, version=1)["version"]) == (2, 1)
    marking = mark(lms, token, RIGHT).json()
    assert (marking["version"], marking["score"]) == (1, 3)


def test_unknown_version_is_not_found(lms: Any) -> None:
    assert problem(lms.post(VARIANTS, {"version": 2}))[:2] == (404, "not-found")
    assert problem(lms.post("/api/v1/problems/nothing/variants/", {}))[:2] == (404, "not-found")


# ---------------------------------------------------------------- what is sent


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({"answers": {}}, ["/token"]),
        ({"token": 7, "answers": {}}, ["/token"]),
        ({"token": "x"}, ["/answers"]),
        ({"token": "x", "answers": [1]}, ["/answers"]),
        ({"token": "x", "answers": {"z": 0.87}}, ["/answers/z"]),
        ({"token": "x", "answers": {"z": None, "a/b": ["0.87"]}}, ["/answers/z", "/answers/a~1b"]),
        ({"token": "x", "answers": {"z": "1" * 2001}}, ["/answers/z"]),
        ({"token": "x", "answers": {}, "anwsers": {}}, ["/anwsers"]),
        ([], [""]),
        ("text", [""]),
    ],
)
def test_malformed_marking_names_each_fault(body: Any, places: list[str], lms: Any) -> None:
    assert problem(lms.post(MARKINGS, body, format="json")) == (400, "invalid-request", places)


def test_unknown_field_is_named_with_those_there_are(lms: Any, token: str) -> None:
    answer = mark(lms, token, RIGHT | {"zz": "1", "Y": "2"})
    assert problem(answer) == (400, "invalid-request", ["/answers/Y", "/answers/zz"])
    assert answer.json()["errors"][0]["detail"] == "There is no such field; there are z, y."


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ({"feedback": "everything"}, "/feedback"),
        ({"version": 0}, "/version"),
        ({"version": "newest"}, "/version"),
        ({"expires_in": 59}, "/expires_in"),
        ({"expires_in": 366 * 24 * 3600 + 1}, "/expires_in"),
        ({"feedbck": "marks"}, "/feedbck"),
    ],
)
def test_malformed_wish_names_its_fault(wanted: Any, place: str, lms: Any) -> None:
    assert problem(lms.post(VARIANTS, wanted, format="json")) == (400, "invalid-request", [place])


def test_students_are_refused(alice: User, version: ProblemVersion, token: str) -> None:
    for path, body in ((VARIANTS, {}), (MARKINGS, {"token": token, "answers": {}})):
        assert problem(person_with(alice).post(path, body))[:2] == (403, "forbidden")


def test_fault_of_ours_is_no_wrong_answer(lms: Any, course: Course, version: ProblemVersion) -> None:
    lms.raise_request_exception = False
    numbers = stateless.parsed(version.document).variant(**TUTORIAL)
    numbers.__dict__["bands"] = {}
    assert problem(mark(lms, token_for(course, version, numbers), RIGHT))[:2] == (500, "internal-error")


def test_token_without_its_use_is_refused(course: Course, version: ProblemVersion) -> None:
    secret = token_of(course, ["problems:read"])
    answer = course_with(course, "problems:read").post(VARIANTS, {})
    assert problem(answer)[:2] == (403, "insufficient-scope")
    assert secret not in answer.text
