"""Instructors see and change their courses in the admin; students are not let in."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    Course,
    Enrolment,
    LateDraft,
    Question,
    Quiz,
    Submission,
    Topic,
    User,
    Variant,
)

LISTS = [
    *("problem", "problemversion", "topic", "course", "enrolment", "quiz", "user"),
    *("attempt", "variant", "submission", "latedraft", "contestedmark", "remarking", "apitoken"),
]
FACTS = ["attempt", "variant", "submission", "latedraft", "problemversion"]


@pytest.fixture
def rows(variant: Variant, attempt: Attempt, ines: User) -> dict[str, object]:
    soon = timezone.now() + timedelta(days=1)
    token, _secret = actions.make_token("sync", ["marks:read"], soon, by=ines, course=attempt.quiz.course)
    submission = actions.submit(variant, {"z": "0.5"}, "key")
    place = AttemptQuestion.objects.get(variant=variant)
    return {
        "problem": variant.problem_version.problem,
        "problemversion": variant.problem_version,
        "course": attempt.quiz.course,
        "enrolment": Enrolment.objects.get(user=attempt.student),
        "quiz": attempt.quiz,
        "user": attempt.student,
        "attempt": attempt,
        "variant": variant,
        "submission": submission,
        "latedraft": LateDraft.objects.create(place=place, variant=variant, typed={"z": "1"}),
        "contestedmark": actions.contest_mark(place, "Why?"),
        "remarking": actions.start_remarking(variant.question, "drop", "Wrong.", attempt.student),
        "apitoken": token,
        "topic": Topic.objects.create(name="Neurons"),
    }


@pytest.fixture
def as_other_instructor(db: None) -> Client:
    user = User.objects.create_user("olga")
    actions.enrol(actions.create_course("Olga's"), user, Enrolment.Role.INSTRUCTOR)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_instructor_opens_every_list_and_row(name: str, rows: dict, as_ines: Client) -> None:
    assert as_ines.get(f"/admin/quizzes/{name}/").status_code == 200
    assert as_ines.get(f"/admin/quizzes/{name}/{rows[name].pk}/change/").status_code == 200


@pytest.mark.parametrize(
    "name", ["course", "enrolment", "quiz", "attempt", "variant", "submission", "latedraft", "remarking"]
)
def test_instructor_of_another_course_finds_nothing(
    name: str, rows: dict, as_other_instructor: Client
) -> None:
    listed = as_other_instructor.get(f"/admin/quizzes/{name}/").context["cl"].result_count
    assert listed == (1 if name in {"course", "enrolment"} else 0)  # her own course, and herself in it
    assert as_other_instructor.get(f"/admin/quizzes/{name}/{rows[name].pk}/change/").status_code == 302


def test_student_is_not_let_in(as_alice: Client) -> None:
    assert as_alice.get("/admin/").status_code == 302
    assert as_alice.get("/admin/quizzes/submission/").status_code == 302


@pytest.mark.parametrize("name", FACTS)
def test_facts_are_read_only_even_for_administrators(name: str, rows: dict) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    address = f"/admin/quizzes/{name}/{rows[name].pk}"
    assert client.get(f"{address}/change/").context["has_change_permission"] is False
    assert client.post(f"{address}/change/", {"score": "3"}).status_code == 403
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"/admin/quizzes/{name}/add/").status_code == 403
    assert Submission.objects.get().score == 0


def test_instructor_changes_nobodys_rights(rows: dict, as_ines: Client) -> None:
    address = f"/admin/quizzes/user/{rows['user'].pk}/change/"
    page = as_ines.get(address).text
    assert "superuser" not in page.lower()
    assert as_ines.post(address, {"is_superuser": "on"}).status_code == 403
    assert as_ines.get("/admin/quizzes/user/add/").status_code == 403


def test_course_made_by_an_instructor_is_hers(as_ines: Client, ines: User) -> None:
    form = {"title": "New", "enrolments-TOTAL_FORMS": "0", "enrolments-INITIAL_FORMS": "0"}
    as_ines.post("/admin/quizzes/course/add/", form)
    assert Enrolment.objects.get(course__title="New", user=ines).role == "instructor"


def test_quiz_is_made_with_questions_and_their_own_points(
    course: Course, question: Question, as_ines: Client
) -> None:
    start = as_ines.get("/admin/quizzes/quiz/add/").context["adminform"].form.initial
    form = {
        **{name: value for name, value in start.items() if value not in (None, False)},
        "course": str(course.pk),
        "title": "Made by hand",
        "late_penalty": "0",
        "late_per": "day",
        "counts": "best",
        "try_penalty": "0",
        "pools-TOTAL_FORMS": "0",
        "pools-INITIAL_FORMS": "0",
        "published": "on",
        "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "0",
        "questions-0-problem_version": str(question.problem_version_id),
        "questions-0-position": "",
        "questions-0-points": "",
    }
    as_ines.post("/admin/quizzes/quiz/add/", form)
    made = Quiz.objects.get(title="Made by hand").questions.get()
    assert (made.position, made.points) == (1, 3)


def test_quiz_goes_only_into_own_courses(as_other_instructor: Client, course: Course) -> None:
    page = as_other_instructor.get("/admin/quizzes/quiz/add/")
    choices = page.context["adminform"].form.fields["course"].queryset
    assert [choice.title for choice in choices] == ["Olga's"]


def test_every_model_of_ours_is_in_the_table() -> None:
    ours = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "quizzes"}
    assert ours == set(LISTS)
