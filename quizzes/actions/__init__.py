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
from quizzes.actions.contests import NothingToContestError, answer_contest, contest_mark
from quizzes.actions.courses import (
    OnlyInstructorError,
    close_joining,
    create_course,
    enrol,
    join,
    open_joining,
    take_out,
)
from quizzes.actions.drafts import save_draft
from quizzes.actions.endings import hand_in, settle, settle_overdue
from quizzes.actions.housekeeping import WorkerLostError, take_up_lost_tasks, tidy_up
from quizzes.actions.people import (
    ACCOUNT_SALT,
    add_people,
    ask_for_account,
    invite,
    make_account,
    send_password_link,
    unlock,
)
from quizzes.actions.personal_data import AdministratorError, erase_person
from quizzes.actions.problems import checked, import_library, points_of, save_problem, with_unix_lines
from quizzes.actions.quizzes import PRESETS, create_quiz
from quizzes.actions.remarking import (
    NotNowError,
    advance,
    apply_remarking,
    release_mark,
    set_mark,
    start_remarking,
    undo_remarking,
    use_newest_version,
)
from quizzes.actions.replays import Answer, BodyChangedError, Repeatable, once
from quizzes.actions.reports import have_report_made
from quizzes.actions.submissions import KeyReusedError, StaleError, VariantClosedError, key_for, submit
from quizzes.actions.tokens import LONGEST_LIFE, USUAL_LIFE, TokenError, make_token, note_use, revoke_token

__all__ = [
    "ACCOUNT_SALT",
    "LONGEST_LIFE",
    "PRESETS",
    "USUAL_LIFE",
    "AdministratorError",
    "Answer",
    "BodyChangedError",
    "KeyReusedError",
    "NewNumbersWithheldError",
    "NotNowError",
    "NotOpenError",
    "NothingToContestError",
    "OnlyInstructorError",
    "Repeatable",
    "SolutionWithheldError",
    "StaleError",
    "TokenError",
    "VariantClosedError",
    "WorkerLostError",
    "add_missing_questions",
    "add_people",
    "advance",
    "answer_contest",
    "apply_remarking",
    "ask_for_account",
    "checked",
    "close_joining",
    "contest_mark",
    "create_course",
    "create_quiz",
    "enrol",
    "erase_person",
    "give_variant",
    "hand_in",
    "have_report_made",
    "import_library",
    "invite",
    "join",
    "key_for",
    "make_account",
    "make_token",
    "new_numbers",
    "note_use",
    "once",
    "open_joining",
    "open_question",
    "points_of",
    "release_mark",
    "reveal_solution",
    "revoke_token",
    "save_draft",
    "save_problem",
    "send_password_link",
    "set_mark",
    "settle",
    "settle_overdue",
    "start_attempt",
    "start_remarking",
    "submit",
    "take_out",
    "take_up_lost_tasks",
    "tidy_up",
    "undo_remarking",
    "unlock",
    "use_newest_version",
    "with_unix_lines",
]
