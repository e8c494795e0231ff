"""Questions put into quizzes, changed and taken out, and what problems' histories say of it."""

import pytest
from django.contrib.admin.models import LogEntry

from quizzes import actions
from quizzes.models import Pool, ProblemVersion, Question, Quiz, User


def history() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))


def test_question_is_filled_in_and_noted(quiz: Quiz, version: ProblemVersion, ines: User) -> None:
    question = Question(quiz=quiz, problem_version=version)
    actions.save_question(question, ines)
    assert (question.position, question.points) == (2, 3.0)
    newer = actions.save_problem("sigmoid-neuron", version.document + "\nMore.\n")
    question.problem_version = newer
    actions.save_question(question, ines)
    actions.remove_question(question, ines)
    assert history() == [
        "Put into the quiz “Neurons” of Neural networks: version 1.",
        "Moved to version 2 in the quiz “Neurons” of Neural networks.",
        "Taken out of the quiz “Neurons” of Neural networks.",
    ]


def test_question_of_other_points_does_not_join_a_pool(question: Question, quiz: Quiz) -> None:
    pool = Pool.objects.create(quiz=quiz, title="Hard")
    Question.objects.update(pool=pool)
    other = Question(quiz=quiz, problem_version=question.problem_version, pool=pool, points=5)
    with pytest.raises(actions.UnevenPoolError):
        actions.save_question(other)
    assert quiz.questions.count() == 1


def test_question_that_was_given_is_not_taken_out(question: Question, quiz: Quiz, alice: User) -> None:
    actions.start_attempt(quiz, alice)
    with pytest.raises(actions.QuestionInUseError):
        actions.remove_question(question)
    assert quiz.questions.get() == question
