"""Every change to what is stored: plain functions, one transaction each, the same for all surfaces."""

from quizzes.actions.attempts import (
    NewNumbersWithheldError,
    NotOpenError,
    SolutionWithheldError,
    add_missing_questions,
    new_numbers,
    open_question,
    reveal_solution,
    start_attempt,
)
from quizzes.actions.authoring import OvertakenError, SlugTakenError, change_problem, create_problem
from quizzes.actions.contests import NothingToContestError, answer_contest, contest_mark
from quizzes.actions.courses import (
    OnlyInstructorError,
    change_course,
    close_joining,
    create_course,
    enrol,
    join,
    open_joining,
    take_out,
)
from quizzes.actions.drafts import save_draft
from quizzes.actions.endings import settle, settle_overdue, submit_attempt
from quizzes.actions.extensions import grant_extension, take_back_extension
from quizzes.actions.housekeeping import WorkerLostError, take_up_lost_tasks, tidy_up
from quizzes.actions.marks_by_hand import release_mark, set_mark
from quizzes.actions.people import (
    ACCOUNT_SALT,
    add_people,
    ask_for_account,
    invite,
    invite_later,
    make_account,
    send_password_link,
    unlock,
)
from quizzes.actions.personal_data import AdministratorError, erase_person
from quizzes.actions.problems import (
    checked,
    import_library,
    points_of,
    publish_problem,
    save_problem,
    take_back_problem,
    with_unix_lines,
)
from quizzes.actions.questions import QuestionInUseError, UnevenPoolError, remove_question, save_question
from quizzes.actions.quizzes import PRESETS, change_quiz, create_quiz, note_asking
from quizzes.actions.remarking import (
    NotNowError,
    apply_remarking,
    start_remarking,
    undo_remarking,
    use_newest_version,
)
from quizzes.actions.remarking_steps import advance
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
    "OvertakenError",
    "QuestionInUseError",
    "Repeatable",
    "SlugTakenError",
    "SolutionWithheldError",
    "StaleError",
    "TokenError",
    "UnevenPoolError",
    "VariantClosedError",
    "WorkerLostError",
    "add_missing_questions",
    "add_people",
    "advance",
    "answer_contest",
    "apply_remarking",
    "ask_for_account",
    "change_course",
    "change_problem",
    "change_quiz",
    "checked",
    "close_joining",
    "contest_mark",
    "create_course",
    "create_problem",
    "create_quiz",
    "enrol",
    "erase_person",
    "grant_extension",
    "have_report_made",
    "import_library",
    "invite",
    "invite_later",
    "join",
    "key_for",
    "make_account",
    "make_token",
    "new_numbers",
    "note_asking",
    "note_use",
    "once",
    "open_joining",
    "open_question",
    "points_of",
    "publish_problem",
    "release_mark",
    "remove_question",
    "reveal_solution",
    "revoke_token",
    "save_draft",
    "save_problem",
    "save_question",
    "send_password_link",
    "set_mark",
    "settle",
    "settle_overdue",
    "start_attempt",
    "start_remarking",
    "submit",
    "submit_attempt",
    "take_back_extension",
    "take_back_problem",
    "take_out",
    "take_up_lost_tasks",
    "tidy_up",
    "undo_remarking",
    "unlock",
    "use_newest_version",
    "with_unix_lines",
]
