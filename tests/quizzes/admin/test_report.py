"""A problem's change page leads to the report on its variants."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskContext
from django_tasks_db.models import DBTaskResult

from quizzes import actions
from quizzes.actions.reports import LOST, PATIENCE, make_report
from quizzes.models import ProblemVersion
from tests.quizzes.builders import sigmoid_document
from tests.solvers.library import LONG, document, text

TWO_LABELS = 'x = integers(1, 999)\ny = 2*x\nc = "small" if y < 5000 else "large"\nask(y)\nask(c)'


def address(version: ProblemVersion) -> str:
    return f"/admin/quizzes/problem/{version.problem_id}/report/"


def report(client: Client, version: ProblemVersion) -> str:
    """The page once the report is made: no worker lives in tests, so whoever waits long enough makes it."""
    client.get(address(version))
    DBTaskResult.objects.update(enqueued_at=timezone.now() - 2 * PATIENCE)
    return client.get(address(version)).text


def warnings(page: str) -> list[str]:
    listed = re.search(r'<ul class="warnings">(.*?)</ul>', page, re.S)
    items = re.findall(r"<li>(.*?)</li>", listed[1], re.S) if listed else []
    return [re.sub(r"<[^>]*>", "", item).strip() for item in items]


def headings(page: str) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page.split('class="report"')[1])


def test_change_page_links_to_the_report(version: ProblemVersion, as_ines: Client) -> None:
    page = as_ines.get(f"/admin/quizzes/problem/{version.problem_id}/change/").text
    assert f'<a href="{address(version)}">Report</a>' in page


def test_clean_problem_says_so_and_shows_its_tables(version: ProblemVersion, as_ines: Client) -> None:
    page = report(as_ines, version)
    assert "Clean: there is nothing to mend." in page
    assert headings(page) == ["Variants", "Answers", "Slips that hide", "Slips that look alike"]


def test_warnings_come_first(as_ines: Client) -> None:
    version = actions.save_problem("labels", document(TWO_LABELS))
    page = report(as_ines, version)
    assert warnings(page) == ["Serious: c = 'large' never comes up: widen the draws, or take it out."]


def test_report_is_on_the_newest_version(version: ProblemVersion, as_ines: Client) -> None:
    actions.save_problem(version.problem.slug, document(TWO_LABELS))
    assert len(warnings(report(as_ines, version))) == 1


def state(client: Client, version: ProblemVersion) -> str:
    return re.search(r'id="report" class="report" data-state="(\w+)"', client.get(address(version)).text)[1]


def test_report_is_queued_once_and_waited_for(version: ProblemVersion, as_ines: Client) -> None:
    assert [state(as_ines, version), state(as_ines, version)] == ["waiting", "waiting"]
    assert list(DBTaskResult.objects.values_list("task_path", "args_kwargs")) == [
        ("quizzes.actions.reports.make_report", {"args": [version.sha, "en"], "kwargs": {}})
    ]


def test_report_of_a_worker_is_shown_to_everybody(version: ProblemVersion, as_ines: Client) -> None:
    state(as_ines, version)
    queued = DBTaskResult.objects.get()
    queued.claim("worker")
    assert state(as_ines, version) == "running"
    made = make_report.call(TaskContext(task_result=queued.task_result), version.sha, "en")
    queued.refresh_from_db()
    assert queued.return_value == {"done": 3, "parts": 3}
    queued.set_successful(made)
    assert "Clean: there is nothing to mend." in as_ines.get(address(version)).text
    assert DBTaskResult.objects.count() == 1


def test_page_tells_how_far_the_report_is(version: ProblemVersion, as_ines: Client) -> None:
    state(as_ines, version)
    DBTaskResult.objects.get().claim("worker")
    assert "The report is being made…" in as_ines.get(address(version)).text
    DBTaskResult.objects.update(return_value={"done": 1, "parts": 3})
    page = as_ines.get(address(version)).text
    assert "1 of 3 parts of the report are made (33 %)…" in page
    assert '<progress id="making" value="1" max="3">' in page


def test_report_is_made_once_for_a_text(version: ProblemVersion, as_ines: Client) -> None:
    first = report(as_ines, version)
    assert as_ines.get(address(version)).text.split('id="report"')[1] == first.split('id="report"')[1]
    assert DBTaskResult.objects.count() == 1


def test_report_whose_worker_is_gone_is_asked_for_again(version: ProblemVersion, as_ines: Client) -> None:
    state(as_ines, version)
    DBTaskResult.objects.get().claim("worker")
    DBTaskResult.objects.update(started_at=timezone.now() - 2 * LOST)
    assert state(as_ines, version) == "waiting"
    assert DBTaskResult.objects.count() == 2


def test_report_that_failed_is_made_again_when_wished(version: ProblemVersion, as_ines: Client) -> None:
    state(as_ines, version)
    DBTaskResult.objects.get().set_failed(ValueError("on purpose"))
    assert [state(as_ines, version), state(as_ines, version)] == ["failed", "failed"]
    as_ines.post(address(version))
    assert state(as_ines, version) == "waiting"


def test_text_of_an_author_cannot_break_the_page(as_ines: Client) -> None:
    program = TWO_LABELS.replace("large", "<script>alert(1)</script>")
    version = actions.save_problem("labels", document(program))
    assert "<script>alert" not in report(as_ines, version)


def test_stored_text_that_is_no_problem_any_more_is_told(version: ProblemVersion, as_ines: Client) -> None:
    broken = sigmoid_document().replace("sigmoid(z)", "gone(z)")
    ProblemVersion.objects.bulk_create(
        [ProblemVersion(problem=version.problem, number=2, document=broken, sha="2", points=1)]
    )
    page = report(as_ines, version)
    assert re.search(r'<p class="errornote">line \d+, column \d+: There is no function', page)


def test_students_are_not_let_in(version: ProblemVersion, as_alice: Client) -> None:
    assert as_alice.get(address(version)).status_code == 302


def test_unknown_problem_is_not_found(as_ines: Client) -> None:
    assert as_ines.get("/admin/quizzes/problem/999/report/").status_code == 404


def test_page_keeps_to_the_content_security_policy(version: ProblemVersion, as_ines: Client) -> None:
    page = report(as_ines, version).split('class="report"')[1].split("</main>")[0]
    assert re.findall(r"<script|\sstyle=|\son\w+=", page) == []


@pytest.mark.parametrize("name", LONG)
def test_every_shipped_problem_has_a_page(name: str, as_ines: Client) -> None:
    version = actions.save_problem(name, text(name))
    page = report(as_ines, version)
    assert "Clean: there is nothing to mend." in page
