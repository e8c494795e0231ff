"""Every change to what is stored: plain functions, one transaction each, the same for all surfaces."""

from quizzes.actions.attempts import (
    NewNumbersWithheldError,
    NotOpenError,
    SolutionWithheldError,
    add_missing_questions,
    give_variant,
    new_numbers,
    open_question,
    reveal_solution,
    start_attempt,
)
from quizzes.actions.courses import create_course, enrol
from quizzes.actions.drafts import save_draft
from quizzes.actions.endings import hand_in, settle, settle_overdue
from quizzes.actions.housekeeping import WorkerLostError, take_up_lost_tasks, tidy_up
from quizzes.actions.problems import checked, import_library, save_problem, with_unix_lines
from quizzes.actions.quizzes import PRESETS, create_quiz
from quizzes.actions.submissions import KeyReusedError, StaleError, VariantClosedError, key_for, submit

__all__ = [
    "PRESETS",
    "KeyReusedError",
    "NewNumbersWithheldError",
    "NotOpenError",
    "SolutionWithheldError",
    "StaleError",
    "VariantClosedError",
    "WorkerLostError",
    "add_missing_questions",
    "checked",
    "create_course",
    "create_quiz",
    "enrol",
    "give_variant",
    "hand_in",
    "import_library",
    "key_for",
    "new_numbers",
    "open_question",
    "reveal_solution",
    "save_draft",
    "save_problem",
    "settle",
    "settle_overdue",
    "start_attempt",
    "submit",
    "take_up_lost_tasks",
    "tidy_up",
    "with_unix_lines",
]
