"""A course is copied in the admin, by who instructs it."""

import pytest
from django.test import Client

from quizzes.models import Course, Quiz, User


def test_copy_is_the_instructors(quiz: Quiz, ines: User, as_ines: Client) -> None:
    answer = as_ines.post(
        f"/admin/quizzes/course/{quiz.course_id}/copy/", {"course_title": "Next", "days": "364"}
    )
    copied = Course.objects.get(title="Next")
    assert answer["Location"] == f"/admin/quizzes/course/{copied.pk}/change/"
    assert [one.user for one in copied.enrolments.all()] == [ines]


@pytest.mark.parametrize(
    ("title", "days", "field"), [("", "1", "course_title"), ("A", "x", "days"), ("A", "99999", "days")]
)
def test_copy_needs_a_title_and_days(title: str, days: str, field: str, quiz: Quiz, as_ines: Client) -> None:
    answer = as_ines.post(
        f"/admin/quizzes/course/{quiz.course_id}/copy/", {"course_title": title, "days": days}
    )
    assert list(answer.context["form"].errors) == [field]
    assert Course.objects.count() == 1


def test_student_view_is_linked_for_who_is_in_the_course(
    quiz: Quiz, as_ines: Client, admin_client: Client
) -> None:
    link = f'href="/quizzes/{quiz.pk}/"'
    address = f"/admin/quizzes/quiz/{quiz.pk}/change/"
    assert [client.get(address).text.count(link) for client in (as_ines, admin_client)] == [1, 0]
