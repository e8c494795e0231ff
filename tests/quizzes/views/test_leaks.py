"""Before the release no byte that is sent depends on the right answers."""

import re
from typing import Any

import pytest
from django.test import Client

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import AttemptQuestion, Course, ProblemVersion, Submission, User, Variant
from quizzes.queries.problems import drawn, parsed

SLUGS = sorted(path.stem for path in LIBRARY.glob("*.md"))
SLOW = [pytest.mark.slow]  # tables of networks have a hundred fields
# What differs between two answers to the same request.
CHANCE = re.compile(
    rb'(csrfmiddlewaretoken" value="|csrftoken=|sessionid=|name="form" autocomplete="off" value="|'
    rb'"created_at":"|expires=)[^";]*'
    rb"|(?<=Saved )\d\d:\d\d"
)
UNREADABLE = "?!"
# A question of an attempt that was opened, and nothing else.
BEFORE = {
    "draft": {},
    "answered": False,
    "revision": 1,
    "saved_at": None,
    "submissions": 0,
    "last_submission": None,
}


def sent(answer: Any) -> bytes:
    """Everything of an answer: status, headers, cookies, body."""
    headers = sorted(item for item in answer.headers.items() if item[0] not in ("Expires", "Content-Length"))
    parts = [str(answer.status_code), str(headers), answer.cookies.output()]
    return CHANCE.sub(rb"\1", "\n".join(parts).encode() + answer.content)


def with_other_answers(version: ProblemVersion, record: dict[str, Any]) -> dict[str, Any]:
    """The same givens, with each right answer (and band, and options' truth) that of other numbers."""
    others = [variant.record() for variant in parsed(version.document).draw(seed=11, count=50)]
    mixed = {key: dict(facts) for key, facts in record.items()}
    for name, answer in record["answers"].items():
        other = next((found for found in others if found["answers"][name] != answer), record)
        for key in ("values", "answers", "bands"):
            mixed[key] |= {k: fact for k, fact in other[key].items() if k == name or k.startswith(f"{name}.")}
    assert mixed["answers"] != record["answers"]
    return mixed


def pages(variant: Variant, client: Client) -> list[bytes]:
    """Whatever can be asked for while tries are left, with nothing typed and with something unreadable."""
    names = [field.name for field in drawn(variant).fields]
    nonsense = {f"answer.{name}": UNREADABLE for name in names} | {"form": "f"}
    answers = [
        client.get("/"),
        client.get(f"/quizzes/{variant.question.quiz_id}/"),
        client.get(f"/questions/{variant.question_id}/"),
        *(
            client.post(f"/variants/{variant.pk}/read/?field={name}", {f"answer.{name}": text})
            for name in names
            for text in ("", UNREADABLE, "1", "0.5", "2x3")
        ),
        client.post(f"/variants/{variant.pk}/check/", {"form": "empty"}),
        client.post(f"/variants/{variant.pk}/check/", nonsense, headers={"HX-Request": "true"}),
        client.get(f"/questions/{variant.question_id}/"),
    ]
    return [sent(answer) for answer in answers]


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=SLOW if "table" in slug else []) for slug in SLUGS]
)
def test_pages_do_not_depend_on_the_right_answers(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    version = actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    quiz = actions.create_quiz(course, "Quiz", [version.problem])
    variant = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, alice))
    with_right = pages(variant, as_alice)
    # Past what protects facts: the same variant again, with other right answers behind it.
    AttemptQuestion.objects.update(**BEFORE)
    Submission._base_manager.all().delete()
    facts = Variant._base_manager.filter(pk=variant.pk)
    facts.update(record=with_other_answers(version, variant.record))
    assert pages(facts.get(), as_alice) == with_right


@pytest.mark.parametrize("typed", ["0.5", "1", "0.70", "0.70474"])
def test_wrong_answer_is_told_no_right_one(typed: str, variant: Variant, as_alice: Client) -> None:
    given = {"answer.z": "0.5", "answer.y": "0.2", "form": "f"}
    answers = [
        as_alice.post(f"/variants/{variant.pk}/check/", given, headers={"HX-Request": "true"}),
        as_alice.get(f"/questions/{variant.question_id}/"),
        as_alice.post(f"/variants/{variant.pk}/read/?field=y", {"answer.y": typed}),
    ]
    page = b"".join(sent(answer) for answer in answers).replace(typed.encode(), b"")
    for right in (b"0.87", b"0.86", b"0.88", b"0.70", b"sha256", b"seed", b"band"):
        assert right not in page
