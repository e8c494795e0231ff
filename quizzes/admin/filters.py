"""Filters of the lists of what students did: by course, by quiz, and by what other pages lead to."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quizzes.models import Attempt, AttemptQuestion, Problem, Question, Quiz, User
from quizzes.queries.access import courses_taught
from quizzes.requests import person


def key_of(request: HttpRequest, name: str) -> int | None:
    """The key that an address gives under a name, if it is one."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


class PathFilter(admin.SimpleListFilter):
    """A filter for lists of different rows: `path` leads from a row to what is chosen."""

    path: str

    @classmethod
    def at(cls, path: str) -> type["PathFilter"]:
        """Return the filter for a list from whose rows `path` leads to what is chosen."""
        return type(cls.__name__, (cls,), {"path": path})

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those of what was chosen, if that may be chosen."""
        chosen = self.value() in dict(self.lookup_choices)
        return queryset.filter(**{self.path: self.value()}) if chosen else queryset


class ChosenFilter(PathFilter):
    """Shows only once a link has chosen a row."""

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that may be chosen."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The one that was chosen; without one the filter stays away."""
        key = key_of(request, self.parameter_name or "")
        found: Model | None = self.rows(request).filter(pk=key).first() if key else None
        return [(self.value() or "", str(found))] if found else []


class QuestionFilter(ChosenFilter):
    """Those of one question."""

    title = _("question")
    parameter_name = "question"

    def rows(self, request: HttpRequest) -> QuerySet[Question]:
        """The questions of courses taught."""
        questions = Question.objects.select_related("problem_version__problem")
        return questions.filter(quiz__course__in=courses_taught(person(request)))


class StudentFilter(ChosenFilter):
    """Those of one student."""

    title = _("student")
    parameter_name = "student"

    def rows(self, request: HttpRequest) -> QuerySet[User]:
        """The people of courses taught."""
        return User.objects.filter(enrolments__course__in=courses_taught(person(request))).distinct()


class CourseFilter(PathFilter):
    """Those of one course that the user teaches; there is none to choose where it is one."""

    title = _("course")
    parameter_name = "course"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The courses, by their keys."""
        courses = courses_taught(person(request)).order_by("title", "pk")
        return [(str(course.pk), str(course)) for course in courses]

    def has_output(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.lookup_choices) > 1

    def choices(self, changelist: Any) -> Any:
        """The courses; a quiz or a problem of another one is not chosen any more."""
        for choice, key in zip(super().choices(changelist), [None, *dict(self.lookup_choices)], strict=True):
            named = {self.parameter_name: key} if key else {}
            gone = ["quiz", "problem", *(() if key else (self.parameter_name,))]
            yield choice | {"query_string": changelist.get_query_string(named, gone)}


class QuizFilter(PathFilter):
    """Those of one quiz, of the courses that the user teaches."""

    title = _("quiz")
    parameter_name = "quiz"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The quizzes, by their keys."""
        quizzes = Quiz.objects.select_related("course").order_by("course__title", "title", "pk")
        quizzes = quizzes.filter(course__in=courses_taught(person(request)))
        course = key_of(request, "course")
        if course:
            quizzes = quizzes.filter(course=course)
        return [(str(quiz.pk), f"{quiz.title} ({quiz.course})") for quiz in quizzes]


NARROWING = ("q", "student", "question", "problem")  # what is asked for so is looked for in all quizzes


class NewestQuizFilter(QuizFilter):
    """Those of one quiz, at first the one that was begun last: a site has a million of them."""

    attempts = Attempt.objects.all()

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.is_narrowed = any(request.GET.get(name) for name in NARROWING)
        super().__init__(request, *args)

    def value(self) -> str | None:
        """The chosen quiz, or that of the newest attempt."""
        chosen = super().value()
        own = [key for key, _title in self.lookup_choices]
        if chosen is None and self.is_narrowed:
            return "all"
        if chosen not in {"all", *own}:
            newest = self.attempts.filter(quiz__in=map(int, own)).order_by("-pk").first()
            chosen = str(newest.quiz_id) if newest else None
        return chosen

    def choices(self, changelist: Any) -> Any:
        """The quizzes, with all of them as a choice of its own."""
        every, *others = super().choices(changelist)
        yield every | {
            "selected": self.value() == "all",
            "query_string": changelist.get_query_string({self.parameter_name: "all"}),
        }
        yield from others


class NewestMarkedQuizFilter(NewestQuizFilter):
    """Those of one quiz, at first the one in whose attempts something was marked last."""

    _marked = AttemptQuestion.objects.filter(attempt=OuterRef("pk"), last_submission__isnull=False)
    attempts = Attempt.objects.filter(Exists(_marked))


class ProblemFilter(PathFilter):
    """Those of one problem, in any of its versions, of those that the quizzes to choose from ask."""

    title = _("problem template")
    parameter_name = "problem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The problems that the chosen quiz asks, or those of the chosen course, or of all."""
        asked = Question.objects.filter(quiz__course__in=courses_taught(person(request)))
        for name, path in (("quiz", "quiz"), ("course", "quiz__course")):
            key = key_of(request, name)
            if key:
                asked = asked.filter(**{path: key})
        problems = Problem.objects.filter(pk__in=asked.values("problem_version__problem"))
        return [(str(problem.pk), problem.title) for problem in problems.order_by("title", "pk")]
