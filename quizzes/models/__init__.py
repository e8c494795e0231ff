"""What is stored: people and courses, problems and quizzes, and the facts that students make."""

from quizzes.models.api import ApiToken, IdempotentRequest, Scope
from quizzes.models.append_only import AppendOnlyError
from quizzes.models.attempts import Attempt, AttemptQuestion, LateDraft, Reveal, Submission, Variant
from quizzes.models.contests import ContestedMark
from quizzes.models.people import Course, Enrolment, User
from quizzes.models.problems import Problem, ProblemVersion, Topic
from quizzes.models.quizzes import Counts, Extension, LatePer, Pool, Question, Quiz, When
from quizzes.models.remarking import Finding, MarkChange, Policy, Remarking

__all__ = [
    "ApiToken",
    "AppendOnlyError",
    "Attempt",
    "AttemptQuestion",
    "ContestedMark",
    "Counts",
    "Course",
    "Enrolment",
    "Extension",
    "Finding",
    "IdempotentRequest",
    "LateDraft",
    "LatePer",
    "MarkChange",
    "Policy",
    "Pool",
    "Problem",
    "ProblemVersion",
    "Question",
    "Quiz",
    "Remarking",
    "Reveal",
    "Scope",
    "Submission",
    "Topic",
    "User",
    "Variant",
    "When",
]
