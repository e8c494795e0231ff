"""A small course: Alice owns the attempt, Bob is enrolled with her, Charlie is not."""

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Attempt, Course, Enrolment, Problem, ProblemVersion, Question, Quiz, User, Variant
from quizzes.queries.problems import parsed
from tests.quizzes.builders import again, hand_out, sigmoid_document

# The numbers of the client's tutorial: z = 0.87 and y = 0.705.
TUTORIAL = {"w": [0.2, 0.3, 0.9], "x": [0.5, 0.6, 0.1], "b": 0.5}


@pytest.fixture
def version(db: None) -> ProblemVersion:
    return actions.save_problem("sigmoid-neuron", sigmoid_document())


@pytest.fixture
def problem(version: ProblemVersion) -> Problem:
    return version.problem


@pytest.fixture
def course(db: None) -> Course:
    return actions.create_course("Neural networks")


@pytest.fixture
def quiz(course: Course, problem: Problem) -> Quiz:
    return actions.create_quiz(course, "Neurons", [problem])


@pytest.fixture
def question(quiz: Quiz) -> Question:
    return quiz.questions.get()


@pytest.fixture
def alice(course: Course) -> User:
    return _enrolled("alice", course)


@pytest.fixture
def bob(course: Course) -> User:
    return _enrolled("bob", course)


@pytest.fixture
def charlie(db: None) -> User:
    return _enrolled("charlie", actions.create_course("History"))


@pytest.fixture
def ines(course: Course) -> User:
    user = User.objects.create_user("ines", password="ines")
    actions.enrol(course, user, Enrolment.Role.INSTRUCTOR)
    return user


@pytest.fixture
def attempt(quiz: Quiz, alice: User) -> Attempt:
    return actions.start_attempt(quiz, alice)


@pytest.fixture
def variant(attempt: Attempt, question: Question) -> Variant:
    """Alice's numbers: those of the tutorial, so z = 0.87 and y = 0.705."""
    numbers = parsed(question.problem_version.document).variant(**TUTORIAL)
    return again(hand_out(attempt, question, question.problem_version, numbers.record()))


@pytest.fixture
def as_alice(alice: User) -> Client:
    return _signed_in(alice)


@pytest.fixture
def as_bob(bob: User) -> Client:
    return _signed_in(bob)


@pytest.fixture
def as_charlie(charlie: User) -> Client:
    return _signed_in(charlie)


@pytest.fixture
def as_ines(ines: User) -> Client:
    return _signed_in(ines)


def _enrolled(name: str, course: Course) -> User:
    user = User.objects.create_user(name, password=name)
    actions.enrol(course, user)
    return user


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
