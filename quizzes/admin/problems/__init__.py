"""Problem templates and topics: written as text, looked at beside it, and saved as versions."""

from quizzes.admin.problems.form import FIRST_DOCUMENT
from quizzes.admin.problems.problem import ProblemAdmin
from quizzes.admin.problems.topic import TopicAdmin
from quizzes.admin.problems.version import ProblemVersionAdmin

__all__ = ["FIRST_DOCUMENT", "ProblemAdmin", "ProblemVersionAdmin", "TopicAdmin"]
