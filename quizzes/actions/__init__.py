"""Every change to what is stored: plain functions, one transaction each, the same for all surfaces."""

from quizzes.actions.attempts import (
    SolutionWithheldError,
    give_variant,
    new_numbers,
    open_question,
    reveal_solution,
    start_attempt,
)
from quizzes.actions.courses import create_course, create_quiz, enrol
from quizzes.actions.housekeeping import WorkerLostError, take_up_lost_tasks, tidy_up
from quizzes.actions.problems import checked, import_library, save_problem, with_unix_lines
from quizzes.actions.submissions import KeyReusedError, VariantClosedError, key_for, submit

__all__ = [
    "KeyReusedError",
    "SolutionWithheldError",
    "VariantClosedError",
    "WorkerLostError",
    "checked",
    "create_course",
    "create_quiz",
    "enrol",
    "give_variant",
    "import_library",
    "key_for",
    "new_numbers",
    "open_question",
    "reveal_solution",
    "save_problem",
    "start_attempt",
    "submit",
    "take_up_lost_tasks",
    "tidy_up",
    "with_unix_lines",
]
