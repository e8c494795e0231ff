"""What a student's typed answer is worth."""

from grader.marking import Marking, Part, mark
from grader.reading import Reading, read

__all__ = ["Marking", "Part", "Reading", "mark", "read"]
