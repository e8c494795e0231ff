"""The author's report on a problem's document, and how far the one that is being made has come."""

from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from grader.report import Tell, report
from quizzes.models import ProblemVersion
from quizzes.queries.problems import parsed
from solvers import ProblemError
from solvers.report import Report
from solvers.report.tables import Section, sections
from solvers.words import voiced

TASK = "quizzes.actions.reports.make_report"


@lru_cache(maxsize=64)
def report_on(document: str) -> Report:
    """Report on a thousand variants; the same text has the same report. ProblemError where it has a fault."""
    return report(parsed(document))


def as_tables(document: str, tell: Tell) -> dict[str, Any]:
    """The report as the page shows it and as it is kept: warnings and tables of words, or the fault."""
    try:
        found = report(parsed(document), tell=tell)
    except ProblemError as error:
        return {"fault": str(error)}
    return {
        "warnings": [{"text": voiced(each.text), "serious": each.serious} for each in found.warnings],
        "sections": [_plain(section) for section in sections(found)],
    }


def _plain(section: Section) -> dict[str, Any]:
    return {
        "heading": voiced(section.heading),
        "about": voiced(section.about),
        "columns": [voiced(column) for column in section.columns],
        "rows": [[voiced(cell) for cell in row] for row in section.rows],
        "prose": section.prose,
    }


def asked_for(version: ProblemVersion) -> list[str]:
    """What the task is given: the same text has the same report, in each language."""
    return [version.sha, get_language() or settings.LANGUAGE_CODE]


class Making(NamedTuple):
    """How far a report is; `task` is its row in the queue, None where nobody asked for it."""

    state: Literal["none", "waiting", "running", "done", "failed"]
    task: DBTaskResult | None = None

    @property
    def parts(self) -> dict[str, int]:
        """Of one that is being made, how many parts are done, of how many, and in percent."""
        told = self.task.return_value if self.task and self.state == "running" else None
        return {**told, "percent": 100 * told["done"] // told["parts"]} if told else {}


STATES: dict[str, Literal["waiting", "running", "done", "failed"]] = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "running",
    TaskResultStatus.SUCCESSFUL: "done",
    TaskResultStatus.FAILED: "failed",
}


def making(version: ProblemVersion) -> Making:
    """How far the newest report on the version's text is, in the reader's language."""
    wanted = {"args": asked_for(version), "kwargs": {}}
    asked = DBTaskResult.objects.filter(task_path=TASK, args_kwargs=wanted)
    task = asked.order_by("-enqueued_at").first()
    return Making(STATES[task.status], task) if task else Making("none")
