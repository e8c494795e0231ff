"""The author's report over the API: asked for, waited for, read."""

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from quizzes import actions
from quizzes.actions import reports
from quizzes.models import Course, ProblemVersion, Scope
from tests.quizzes.api.clients import course_with

REPORT = "/api/v1/problems/sigmoid-neuron/report/"


@pytest.fixture
def machine(course: Course, version: ProblemVersion) -> Any:
    return course_with(course)


def test_report_nobody_asked_for_is_none(machine: Any) -> None:
    assert machine.get(REPORT).json() == {
        "problem": "sigmoid-neuron",
        "version": 1,
        "state": "none",
        "asked_at": None,
        "finished_at": None,
        "warnings": [],
        "sections": [],
        "fault": None,
    }
    assert DBTaskResult.objects.count() == 0


def test_report_is_queued_once(machine: Any) -> None:
    answers = [machine.post(REPORT) for _ in range(2)]
    assert {one.status_code for one in answers} == {202}
    assert {one["Location"] for one in answers} == {f"http://testserver{REPORT}"}
    assert [one.json()["state"] for one in answers] == ["waiting", "waiting"]
    assert answers[0].json()["asked_at"].endswith("Z")
    assert DBTaskResult.objects.count() == 1


@pytest.mark.slow
def test_report_is_made_by_whoever_waits_where_no_worker_comes(
    machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "PATIENCE", -reports.PATIENCE)
    machine.post(REPORT)
    told = machine.get(REPORT).json()
    assert (told["state"], told["fault"]) == ("done", None)
    assert told["finished_at"].endswith("Z")
    assert {"heading", "about", "columns", "rows", "prose"} == set(told["sections"][0])


def test_failed_report_is_made_again_on_request(machine: Any) -> None:
    machine.post(REPORT)
    DBTaskResult.objects.get().set_failed(RuntimeError("broken"))
    assert machine.get(REPORT).json()["state"] == "failed"
    assert machine.post(REPORT).json()["state"] == "waiting"
    assert DBTaskResult.objects.count() == 2


def test_report_is_that_of_the_newest_version(machine: Any, version: ProblemVersion) -> None:
    machine.post(REPORT)
    actions.save_problem("sigmoid-neuron", version.document + "\nMore.\n")
    told = machine.get(REPORT).json()
    assert (told["version"], told["state"]) == (2, "none")


@pytest.mark.parametrize(
    ("scope", "status"), [(None, 403), (Scope.PROBLEMS_WRITE, 200), (Scope.SOLUTIONS_READ, 200)]
)
def test_report_tells_of_answers_and_takes_the_scope_for_that(
    scope: Scope | None, status: int, course: Course, version: ProblemVersion
) -> None:
    client = course_with(course, Scope.PROBLEMS_READ, *([scope] if scope else []))
    assert client.get(REPORT).status_code == status
