"""A variant of a problem and its marking, over REST with a token."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes import actions
from quizzes.models import ApiToken, ProblemVersion, Question, Scope, Submission, User, Variant
from quizzes.sealed import secret_hash
from tests.quizzes.conftest import TUTORIAL

VARIANTS = "/api/v1/problems/sigmoid-neuron/variants/"


def bearer(user: User) -> str:
    """The secret of a token; also a student's, whom the page would give none."""
    secret = f"fp_{user.pk}"
    ApiToken.objects.get_or_create(
        digest=secret_hash(secret),
        defaults={"user": user, "scopes": Scope.values, "expires_at": timezone.now() + timedelta(days=1)},
    )
    return secret


def with_token(user: User) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {bearer(user)}")
    return client


@pytest.fixture
def api(question: Question, alice: User) -> APIClient:
    return with_token(alice)


@pytest.fixture
def own(version: ProblemVersion, alice: User) -> Variant:
    """Alice's numbers outside any quiz: those of the tutorial."""
    from quizzes.queries.problems import parsed

    record = parsed(version.document).variant(**TUTORIAL).record()
    return Variant.objects.create(problem_version=version, created_for=alice, record=record)


def submit(api: APIClient, variant: Variant, answers: Any, **headers: str) -> Any:
    return api.post(
        f"/api/v1/variants/{variant.pk}/submissions/", {"answers": answers}, format="json", headers=headers
    )


def test_problems_lists_what_the_user_may_ask(api: APIClient, version: ProblemVersion) -> None:
    assert api.get("/api/v1/problems/").json()["results"] == [
        {"slug": "sigmoid-neuron", "title": "Sigmoid neuron", "topic": "Neurons", "version": 1, "points": 3.0}
    ]


def test_variant_tells_what_is_asked(api: APIClient) -> None:
    answer = api.post(VARIANTS)
    body = answer.json()
    assert answer.status_code == 201
    assert sorted(body) == [
        "conventions",
        "created_at",
        "fields",
        "id",
        "problem",
        "statement",
        "statement_html",
        "title",
        "version",
    ]
    assert [(field["name"], field["kind"], field["points"], field["places"]) for field in body["fields"]] == [
        ("z", "number", 1, 2),
        ("y", "number", 2, 3),
    ]
    assert "{{" not in body["statement"]
    assert "<math" in body["statement_html"]


def test_submission_is_marked(api: APIClient, own: Variant) -> None:
    answer = submit(api, own, {"z": "0.87", "y": "0.9"})
    body = answer.json()
    assert answer.status_code == 201
    assert (body["score"], body["out_of"], body["complete"]) == (1, 3, False)
    assert {name: (part["verdict"], part["credit"]) for name, part in body["parts"].items()} == {
        "z": ("correct", 1),
        "y": ("wrong", 0),
    }


def test_marking_gives_no_answer_away(api: APIClient, own: Variant) -> None:
    sent = submit(api, own, {"z": "0.5", "y": "0.2"}).content
    assert re.findall(rb"0\.8[678]|0\.70|band|diagnosis", sent) == []


def test_submission_with_the_same_key_is_the_same(api: APIClient, own: Variant) -> None:
    first, second = (submit(api, own, {"z": "1"}, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert first.json() == second.json()
    assert Submission.objects.count() == 1


def test_key_with_other_answers_is_refused(api: APIClient, own: Variant) -> None:
    submit(api, own, {"z": "1"}, **{"Idempotency-Key": "k"})
    assert submit(api, own, {"z": "2"}, **{"Idempotency-Key": "k"}).status_code == 422


def test_submissions_without_a_key_are_each_their_own(api: APIClient, own: Variant) -> None:
    submit(api, own, {"z": "1"})
    submit(api, own, {"z": "1"})
    assert Submission.objects.count() == 2


def test_solved_variant_takes_no_more(api: APIClient, own: Variant) -> None:
    submit(api, own, {"z": "0.87", "y": "0.705"})
    assert submit(api, own, {"z": "0.87"}).status_code == 409


def test_requests_without_a_token_are_refused(own: Variant) -> None:
    for address in (VARIANTS, f"/api/v1/variants/{own.pk}/submissions/"):
        answer = Client().post(address)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


def test_own_variants_and_courses_only(
    own: Variant, question: Question, bob: User, charlie: User, ines: User
) -> None:
    got = {
        user.username: (
            with_token(user).post(VARIANTS).status_code,
            submit(APIClient(), own, {}).status_code,
        )
        for user in (bob, charlie, ines)
    }
    assert got == {"bob": (201, 401), "charlie": (404, 401), "ines": (201, 401)}


@pytest.mark.parametrize("name", ["bob", "charlie", "ines"])
def test_variant_of_somebody_else_is_not_found(
    name: str, own: Variant, request: pytest.FixtureRequest
) -> None:
    assert submit(with_token(request.getfixturevalue(name)), own, {"z": "1"}).status_code == 404


def test_variant_of_a_quiz_is_answered_in_the_quiz(variant: Variant, alice: User) -> None:
    assert submit(with_token(alice), variant, {"z": "1"}).status_code == 404


def test_variant_is_of_the_version_that_the_quiz_uses(api: APIClient, version: ProblemVersion) -> None:
    actions.save_problem("sigmoid-neuron", version.document + "\nMore.\n")
    assert api.post(VARIANTS).json()["version"] == 1
