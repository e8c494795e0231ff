"""What quizzes may ask of the problems there are, and which quizzes ask one."""

from django.db.models import Q, QuerySet

from quizzes.models import Course, Problem, ProblemVersion, Question, Quiz


def versions_to_ask(quiz: int | None = None) -> QuerySet[ProblemVersion]:
    """Return the versions that a quiz may ask: of published problems, and of what it asks already."""
    allowed = Q(problem__published_at__isnull=False)
    if quiz is not None:
        asked = Question.objects.filter(quiz=quiz)
        allowed |= Q(problem__in=asked.values("problem_version__problem"))
    return ProblemVersion.objects.filter(allowed)


def quizzes_asking(problem: Problem, courses: QuerySet[Course]) -> tuple[list[Quiz], int]:
    """Return the quizzes of these courses that ask the problem, and how many others do."""
    asking = Quiz.objects.filter(questions__problem_version__problem=problem).distinct()
    own = list(asking.filter(course__in=courses).select_related("course"))
    return own, asking.count() - len(own)
