"""Who may see what, beside the pages' own table."""

from quizzes import actions
from quizzes.models import Course, Problem, Quiz, Topic, User
from quizzes.queries.access import (
    courses_taught,
    is_instructor,
    may_change_topic,
    may_unlock,
    people_known_to,
)


def test_courses_taught_are_the_instructors_own(course: Course, ines: User, alice: User) -> None:
    other = actions.create_course("Other")
    assert list(courses_taught(ines)) == [course]
    assert list(courses_taught(alice)) == []
    admin = User.objects.create_superuser("root")
    assert set(courses_taught(admin)) == {course, other}
    assert [is_instructor(user) for user in (ines, alice, admin)] == [True, False, True]


def test_topic_is_changed_by_who_instructs_all_that_ask_about_it(
    quiz: Quiz, problem: Problem, ines: User, alice: User
) -> None:
    olga, admin = User.objects.create_user("olga"), User.objects.create_superuser("root")
    history = actions.create_course("History")
    actions.enrol(history, olga, "instructor")
    asked, unused = (Topic.objects.create(name=name) for name in (problem.topic, "Nobody asks"))
    people = (ines, olga, admin, alice)
    assert [may_change_topic(user, unused) for user in people] == [True, True, True, False]
    assert [may_change_topic(user, asked) for user in people] == [True, False, True, False]
    actions.create_quiz(history, "Neurons too", [problem])
    assert [may_change_topic(user, asked) for user in people] == [False, False, True, False]
    actions.enrol(history, ines, "instructor")
    assert [may_change_topic(user, asked) for user in people] == [True, False, True, False]


def test_people_known_are_those_of_courses_instructed(ines: User, alice: User, charlie: User) -> None:
    admin = User.objects.create_superuser("root")
    assert set(people_known_to(ines)) == {ines, alice}
    assert set(people_known_to(alice)) == set()
    assert set(people_known_to(admin)) == {ines, alice, charlie, admin}


def test_staff_is_unlocked_by_administrators(ines: User, alice: User) -> None:
    admin = User.objects.create_superuser("root")
    assert [[may_unlock(by, user) for user in (alice, ines, admin)] for by in (ines, admin)] == [
        [True, False, False],
        [True, True, True],
    ]
