"""A question whose first version is faulty, its answers, and its re-marking from beginning to end."""

from quizzes import actions
from quizzes.models import AttemptQuestion, Course, Question, Remarking, User
from quizzes.queries.problems import parsed
from tests.quizzes.builders import again, hand_out, sigmoid_document
from tests.quizzes.conftest import TUTORIAL

# The faulty version asks for the sigmoid of 2z: at the tutorial's numbers 0.851 instead of 0.705.
FAULTY = sigmoid_document().replace("sigmoid(z)\n\nask", "sigmoid(2 * z)\n\nask")
OTHER_GIVENS = sigmoid_document().replace("b: ", "c: ").replace("+ b", "+ c").replace("b != 0", "c != 0")
OTHER_GIVENS = OTHER_GIVENS.replace("neuron(w, x, b,", "neuron(w, x, c,").replace("{{b}}", "{{c}}")


def faulty_question(course: Course, alice: User, bob: User) -> Question:
    """A question on version 1, by which Bob is right; there is a version 2, by which Alice is."""
    version = actions.save_problem("sigmoid-neuron", FAULTY)
    question = actions.create_quiz(course, "Neurons", [version.problem]).questions.get()
    answer(question, alice, {"z": "0.87", "y": "0.705"})
    answer(question, bob, {"z": "0.87", "y": "0.851"})
    actions.save_problem("sigmoid-neuron", sigmoid_document())
    return question


def answer(question: Question, student: User, *typed: dict[str, str]) -> None:
    """Give the student the tutorial's numbers, and submit these answers one after the other."""
    attempt = actions.start_attempt(question.quiz, student)
    numbers = parsed(question.problem_version.document).variant(**TUTORIAL)
    variant = hand_out(attempt, question, question.problem_version, numbers.record())
    for number, texts in enumerate(typed):
        actions.submit(again(variant), texts, f"key{number}")


def place_of(student: User) -> AttemptQuestion:
    return AttemptQuestion.objects.get(attempt__student=student)


def marks() -> dict[str, tuple[float | None, bool]]:
    """Share and solved of each student."""
    rows = AttemptQuestion.objects.values_list("attempt__student__username", "share", "solved")
    return {name: (None if share is None else round(share, 3), solved) for name, share, solved in rows}


def run(remarking: Remarking) -> Remarking:
    """Do what is left of the stage."""
    return actions.advance(remarking.pk, seconds=60)


def tried(question: Question, by: User, policy: str = "raise", by_hand_too: bool = False) -> Remarking:
    return run(actions.start_remarking(question, policy, "The formula was wrong.", by, by_hand_too))


def applied(question: Question, by: User, policy: str = "raise", by_hand_too: bool = False) -> Remarking:
    remarking = tried(question, by, policy, by_hand_too)
    actions.apply_remarking(remarking)
    return run(remarking)


def undone(remarking: Remarking) -> Remarking:
    actions.undo_remarking(remarking)
    return run(remarking)


BEFORE = {"alice": (0.333, False), "bob": (1.0, True)}


def dora_answers(question: Question, *typed: dict[str, str]) -> User:
    """Somebody else answers by the faulty version."""
    dora = User.objects.create_user("dora")
    actions.enrol(question.quiz.course, dora)
    faulty = question.problem_version.problem.versions.get(number=1)
    Question.objects.filter(pk=question.pk).update(problem_version=faulty)
    answer(Question.objects.get(pk=question.pk), dora, *typed)
    actions.use_newest_version(question)
    return dora
