"""Numbers, drafts and submissions over the API: the same rules as on the pages, and the same rows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import Attempt, AttemptQuestion, LateDraft, Question, Quiz, Submission, User, Variant
from tests.quizzes.api.clients import changing, course_with, person_with, problem

DAY = timedelta(days=1)
RIGHT = {"z": "0.87", "y": "0.705"}


def of(variant: Variant, rest: str = "") -> str:
    return f"/api/v1/variants/{variant.pk}/{rest}"


def rules(**told: Any) -> None:
    Quiz.objects.update(**told)


def check(client: Any, variant: Variant, answers: dict, **more: Any) -> Any:
    headers = more.pop("headers", {})
    body = {"answers": answers} | more
    return client.post(of(variant, "submissions/"), body, format="json", headers=headers)


def save(client: Any, variant: Variant, answers: dict) -> Any:
    return changing(client, "put", of(variant, "draft/"), {"answers": answers})


@pytest.fixture
def exam(variant: Variant) -> Variant:
    rules(**actions.PRESETS["exam"], closes_at=timezone.now() + DAY)
    return variant


def test_question_is_opened_once(attempt: Attempt, alice: User) -> None:
    path, client = f"/api/v1/attempts/{attempt.pk}/questions/", person_with(alice)
    (before,) = client.get(path).json()["results"]
    assert (before["state"], before["variant"], before["points"]) == ("unseen", None, 3.0)
    opened = client.post(f"{path}1/open/")
    again = client.post(f"{path}1/open/")
    assert (opened.status_code, again.status_code, again.json()) == (201, 200, opened.json())
    (after,) = client.get(path).json()["results"]
    assert (after["state"], after["variant"]) == ("seen", opened.json()["id"])
    assert client.get(opened["Location"]).json() == opened.json()


def test_question_is_opened_with_its_own_points(question: Question, attempt: Attempt, alice: User) -> None:
    Question.objects.update(points=6)
    told = person_with(alice).post(f"/api/v1/attempts/{attempt.pk}/questions/1/open/").json()
    assert (told["points"], [field["points"] for field in told["fields"]]) == (6.0, [2.0, 4.0])


@pytest.mark.parametrize("position", [0, 2, 10**30])
def test_question_that_is_not_there_is_not_opened(position: int, attempt: Attempt, alice: User) -> None:
    answer = person_with(alice).post(f"/api/v1/attempts/{attempt.pk}/questions/{position}/open/")
    assert problem(answer) == (404, "not-found", [])


def test_question_given_meanwhile_is_there(quiz: Quiz, attempt: Attempt, alice: User) -> None:
    version = quiz.questions.get().problem_version
    Question.objects.create(quiz=quiz, position=2, problem_version=version, points=1)
    found = person_with(alice).get(f"/api/v1/attempts/{attempt.pk}/questions/").json()["results"]
    assert [one["position"] for one in found] == [1, 2]


def test_question_never_opened_stays_closed_after_the_end(attempt: Attempt, alice: User) -> None:
    Attempt.objects.update(submitted_at=timezone.now())
    answer = person_with(alice).post(f"/api/v1/attempts/{attempt.pk}/questions/1/open/")
    assert problem(answer) == (409, "answers-closed", [])


def test_new_numbers_are_given_once(variant: Variant, alice: User) -> None:
    path, client = f"/api/v1/attempts/{variant.attempt_id}/questions/1/new-numbers/", person_with(alice)
    told = [client.post(path, {"after": variant.pk}, format="json") for _time in range(2)]
    assert [one.status_code for one in told] == [201, 201]
    assert {one.json()["number"] for one in told} == {2}
    assert client.get(of(variant)).json()["closed"] == "earlier"
    assert client.post(path, {}, format="json").json()["number"] == 3
    assert problem(client.post(path, {"after": 0}, format="json"))[1] == "conflict"


def test_exam_gives_no_new_numbers(exam: Variant, alice: User) -> None:
    path = f"/api/v1/attempts/{exam.attempt_id}/questions/1/new-numbers/"
    assert problem(person_with(alice).post(path, {}, format="json"))[1] == "conflict"


def test_answers_are_marked_as_on_the_page(variant: Variant, alice: User, as_alice: Client) -> None:
    rules(tries=2, try_penalty=10)
    first = check(person_with(alice), variant, {"z": "0.87", "y": "0.9"}).json()
    assert (first["earned"], first["out_of"], first["complete"], first["counted"]) == (1.0, 3.0, False, True)
    assert {name: part["verdict"] for name, part in first["parts"].items()} == {"z": "correct", "y": "wrong"}
    assert "answer" not in first["parts"]["y"]
    form = {"answer.z": "0.87", "answer.y": "0.705", "form": "f"}
    as_alice.post(f"/variants/{variant.pk}/check/", form)
    (_one, second) = person_with(alice).get(of(variant, "submissions/")).json()["results"]
    assert (second["earned"], second["factor"], second["complete"]) == (2.7, 0.9, True)
    assert problem(check(person_with(alice), variant, {"z": "1"})) == (409, "answers-closed", [])


def test_same_answers_are_no_new_try(variant: Variant, alice: User) -> None:
    first, second = (check(person_with(alice), variant, {"z": "1"}).json() for _time in range(2))
    assert first == second
    assert Submission.objects.count() == 1


def test_key_brings_the_same_answer(variant: Variant, alice: User) -> None:
    client, key = person_with(alice), {"Idempotency-Key": "k"}
    first, second = (check(client, variant, {"z": "1"}, headers=key) for _time in range(2))
    assert (first.status_code, first.content) == (201, second.content)
    assert problem(check(client, variant, {"z": "2"}, headers=key))[:2] == (422, "idempotency-key-reused")
    assert Submission.objects.count() == 1


def test_draft_that_came_later_is_not_overwritten(variant: Variant, alice: User) -> None:
    client = person_with(alice)
    seen = client.get(of(variant, "draft/")).json()["revision"]
    assert save(client, variant, {"z": "3"}).status_code == 200
    answer = check(client, variant, {"z": "1"}, revision=seen)
    assert problem(answer) == (409, "stale", ["/revision"])
    assert check(client, variant, {"z": "1"}, revision=seen + 1).status_code == 201


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({}, ["/answers"]),
        ({"answers": 5}, ["/answers"]),
        ({"answers": {"q": "1"}}, ["/answers/q"]),
        ({"answers": {"z": None}}, ["/answers/z"]),
        ({"answers": {"z": 5}}, []),
        ({"answers": {"z": "x" * 2001}}, ["/answers/z"]),
        ({"answers": {}, "revision": -1}, ["/revision"]),
        ({"answer": {}}, ["/answer"]),
    ],
)
def test_answers_with_a_fault_say_where(body: Any, places: list[str], variant: Variant, alice: User) -> None:
    answer = person_with(alice).post(of(variant, "submissions/"), body, format="json")
    if places:
        assert problem(answer) == (400, "invalid-request", places)
    else:
        assert answer.status_code == 201  # a number that is sent as one


def test_draft_is_saved_as_it_was_read(variant: Variant, alice: User, as_alice: Client) -> None:
    path, client = of(variant, "draft/"), person_with(alice)
    read = client.get(path)
    headers = {"If-Match": read["ETag"]}
    first = client.put(path, {"answers": {"z": "0.8"}}, format="json", headers=headers)
    assert (first.status_code, first.json()["answers"]) == (200, {"z": "0.8", "y": ""})
    assert first.json()["revision"] == read.json()["revision"] + 1
    form = {"answer.z": "0.9", "revision": first.json()["revision"]}
    assert as_alice.post(f"/variants/{variant.pk}/save/", form, headers={"Accept": "application/json"}).json()
    late = client.put(path, {"answers": {"z": "0.7"}}, format="json", headers={"If-Match": first["ETag"]})
    assert problem(late) == (412, "precondition-failed", ["If-Match"])
    same = client.put(path, {"answers": {"z": "0.9"}}, format="json", headers={"If-Match": first["ETag"]})
    assert same.status_code == 200
    assert problem(client.put(path, {"answers": {}}, format="json")) == (
        428,
        "precondition-required",
        ["If-Match"],
    )


def test_page_finds_out_what_the_api_saved(variant: Variant, alice: User, as_alice: Client) -> None:
    seen = AttemptQuestion.objects.get().revision
    save(person_with(alice), variant, {"z": "0.8"})
    form = {"answer.z": "0.7", "revision": seen}
    page = as_alice.post(f"/variants/{variant.pk}/save/", form, headers={"Accept": "application/json"})
    assert (page.status_code, page.json()["typed"]) == (409, {"z": "0.8", "y": ""})


@pytest.mark.parametrize("seen", ["as it was read", '"another"'])
def test_draft_that_comes_too_late_is_kept_for_the_teacher(seen: str, exam: Variant, alice: User) -> None:
    path, client = of(exam, "draft/"), person_with(alice)
    tag = client.get(path)["ETag"] if seen[0] != '"' else seen
    Attempt.objects.update(started_at=timezone.now() - timedelta(hours=2))
    answer = client.put(path, {"answers": {"z": "0.8"}}, format="json", headers={"If-Match": tag})
    assert problem(answer) == (410, "draft-closed", [])
    assert LateDraft.objects.get().typed == {"z": "0.8", "y": ""}


def test_draft_within_the_grace_counts(exam: Variant, alice: User) -> None:
    Attempt.objects.update(started_at=timezone.now() - timedelta(minutes=60, seconds=5))
    assert save(person_with(alice), exam, RIGHT).status_code == 200


def test_exam_takes_drafts_and_marks_them_at_the_end(exam: Variant, alice: User, as_alice: Client) -> None:
    client = person_with(alice)
    refused = check(client, exam, RIGHT)
    assert problem(refused) == (409, "answers-closed", [])
    assert refused.json()["detail"] == "Answers are marked when the attempt ends: save them as the draft."
    assert save(client, exam, RIGHT).status_code == 200
    client.post(f"/api/v1/attempts/{exam.attempt_id}/submit/")
    assert Submission.objects.get().score == 3.0
    (hidden,) = client.get(of(exam, "submissions/")).json()["results"]
    assert {name: hidden[name] for name in ("complete", "counted", "parts", "factor", "earned")} == {
        "complete": None,
        "counted": None,
        "parts": None,
        "factor": None,
        "earned": None,
    }
    rules(closes_at=timezone.now() - DAY)
    (shown,) = client.get(of(exam, "submissions/")).json()["results"]
    assert (shown["complete"], shown["earned"]) == (True, 3.0)
    assert round(shown["parts"]["y"]["answer"], 3) == 0.705
    assert b"0.705" in as_alice.get(f"/variants/{exam.pk}/", follow=True).content


def test_solution_shows_by_the_rules(variant: Variant, alice: User) -> None:
    client = person_with(alice)
    assert client.get(of(variant)).json()["solution"] is None
    told = client.post(of(variant, "solution/")).json()
    assert (told["closed"], sorted(told["solution"]["answers"])) == ("shown", ["y", "z"])
    assert round(told["solution"]["answers"]["z"], 6) == 0.87
    assert problem(check(client, variant, RIGHT)) == (409, "answers-closed", [])


def test_exam_shows_no_solution_on_request(exam: Variant, alice: User) -> None:
    assert problem(person_with(alice).post(of(exam, "solution/")))[1] == "conflict"


@pytest.mark.parametrize(
    ("scopes", "feedback", "solution"),
    [
        (("attempts:read", "attempts:write"), False, False),
        (("attempts:read", "marks:read"), True, False),
        (("attempts:read", "solutions:read"), False, True),
        (("attempts:read", "marks:read", "solutions:read"), True, True),
    ],
)
def test_scopes_of_who_teaches_let_more_show(
    scopes: tuple[str, ...], feedback: bool, solution: bool, exam: Variant, ines: User
) -> None:
    actions.save_draft(exam, {"z": "0.87", "y": "0.9"}, exam.place.revision)
    actions.submit_attempt(Attempt.objects.get())
    for client in (course_with(exam.question.quiz.course, *scopes), person_with(ines, *scopes)):
        told = client.get(of(exam)).json()
        assert (told["submission"] is not None, told["solution"] is not None) == (feedback, solution)
        (marked,) = client.get(of(exam, "submissions/")).json()["results"]
        one = client.get(f"/api/v1/submissions/{marked['id']}/").json()
        assert one == marked
        assert (marked["earned"], marked["complete"]) == ((1.0, False) if feedback else (None, None))
        answers = bool(marked["parts"]) and "answer" in marked["parts"]["y"]
        assert answers == (feedback and solution)


def test_scopes_of_a_student_let_nothing_more_show(exam: Variant, alice: User) -> None:
    actions.save_draft(exam, RIGHT, exam.place.revision)
    actions.submit_attempt(Attempt.objects.get())
    told = person_with(alice).get(of(exam)).json()
    assert (told["submission"], told["solution"], told["closed"], told["tries_left"]) == (
        None,
        None,
        "over",
        None,
    )


def test_teacher_reads_and_does_not_answer(variant: Variant, ines: User) -> None:
    client = person_with(ines)
    assert client.get(of(variant)).status_code == 200
    assert problem(check(client, variant, RIGHT)) == (403, "forbidden", [])
    assert problem(save(client, variant, RIGHT)) == (403, "forbidden", [])
    assert problem(client.post(of(variant, "solution/"))) == (403, "forbidden", [])


def test_fellow_student_reaches_nothing(variant: Variant, bob: User) -> None:
    client = person_with(bob)
    for path in (of(variant), of(variant, "draft/"), of(variant, "submissions/")):
        assert problem(client.get(path)) == (404, "not-found", [])


def test_course_answers_for_its_student(variant: Variant, alice: User) -> None:
    client = course_with(variant.question.quiz.course, "attempts:read", "attempts:write")
    assert check(client, variant, RIGHT).json()["earned"] == 3.0
    alice.enrolments.get().delete()
    assert problem(check(client, variant, {})) == (403, "forbidden", [])


def test_earlier_numbers_have_no_draft(variant: Variant, alice: User) -> None:
    actions.new_numbers(variant)
    assert problem(person_with(alice).get(of(variant, "draft/"))) == (404, "not-found", [])
