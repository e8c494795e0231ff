"""Who may see what, beside the pages' own table."""

from quizzes import actions
from quizzes.models import Course, User
from quizzes.queries.access import courses_taught, is_instructor


def test_courses_taught_are_the_instructors_own(course: Course, ines: User, alice: User) -> None:
    other = actions.create_course("Other")
    assert list(courses_taught(ines)) == [course]
    assert list(courses_taught(alice)) == []
    admin = User.objects.create_superuser("root")
    assert set(courses_taught(admin)) == {course, other}
    assert [is_instructor(user) for user in (ines, alice, admin)] == [True, False, True]
