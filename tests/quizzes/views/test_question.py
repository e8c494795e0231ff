"""Check, worked solution and New numbers, with htmx and without any script."""

import re

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Question, Submission, Variant
from quizzes.queries.problems import drawn
from tests.quizzes.builders import hand_out

RIGHT = {"answer.z": "0.87", "answer.y": "0.705", "form": "f"}


def boxes(html: str) -> dict[str, str]:
    """The text inputs of a page: name -> value."""
    inputs = re.findall(r"<input[^>]*name=\"answer\.([^\"]+)\"[^>]*>", html)
    tags = re.findall(r"<input[^>]*name=\"answer\.[^\"]+\"[^>]*>", html)
    values = [re.search(r"value=\"([^\"]*)\"", tag) for tag in tags]
    return {name: value[1] if value else "" for name, value in zip(inputs, values, strict=True)}


def check(client: Client, variant: Variant, typed: dict[str, str], **headers: str):
    return client.post(f"/variants/{variant.pk}/check/", typed, headers=headers)


def test_check_without_script_leads_back_to_the_question(variant: Variant, as_alice: Client) -> None:
    answer = check(as_alice, variant, {"answer.z": "0.87", "answer.y": "0.9", "form": "f"})
    assert answer.url == f"/variants/{variant.pk}/#result"
    page = as_alice.get(answer.url, follow=True)
    assert page.request["PATH_INFO"] == f"/questions/{variant.question_id}/"
    assert boxes(page.text) == {"z": "0.87", "y": "0.9"}
    assert "1 of 2 answers right." in page.text


def test_check_with_htmx_answers_the_sheet_alone(variant: Variant, as_alice: Client) -> None:
    answer = check(
        as_alice, variant, {"answer.z": "0.87", "answer.y": "0.9", "form": "f"}, **{"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="sheet"')
    assert boxes(answer.text) == {"z": "0.87", "y": "0.9"}


def test_check_and_reload_say_the_same(variant: Variant, as_alice: Client) -> None:
    once = check(as_alice, variant, {"answer.y": "abc", "form": "f"}, **{"HX-Request": "true"})
    page = as_alice.get(f"/questions/{variant.question_id}/")
    form = re.compile(r'<div class="fields">.*?</form>', re.S)
    assert form.search(once.text)[0] == form.search(page.text)[0]


def test_unreadable_answer_keeps_its_text(variant: Variant, as_alice: Client) -> None:
    check(as_alice, variant, {"answer.z": "0.8.7", "answer.y": "", "form": "f"})
    page = as_alice.get(f"/questions/{variant.question_id}/").text
    assert boxes(page) == {"z": "0.8.7", "y": ""}
    assert "this costs nothing" in page


def test_double_click_is_one_submission(variant: Variant, as_alice: Client) -> None:
    check(as_alice, variant, RIGHT)
    check(as_alice, variant, RIGHT)
    assert Submission.objects.count() == 1


def test_edited_answer_from_the_same_form_is_marked(variant: Variant, as_alice: Client) -> None:
    check(as_alice, variant, {"answer.z": "1", "form": "f"})
    check(as_alice, variant, {"answer.z": "0.87", "form": "f"})
    assert [submission.score for submission in Submission.objects.order_by("number")] == [0, 1]


def test_solution_shows_once_everything_is_right(variant: Variant, as_alice: Client) -> None:
    address = f"/questions/{variant.question_id}/"
    assert "Worked solution" not in as_alice.get(address).text
    check(as_alice, variant, {"answer.z": "0.87", "form": "f"})
    assert "Worked solution" not in as_alice.get(address).text
    check(as_alice, variant, RIGHT)
    page = as_alice.get(address).text
    assert "Worked solution" in page
    assert "All correct." in page
    assert 'id="check"' not in page


def test_solution_on_request_closes_the_numbers(variant: Variant, as_alice: Client) -> None:
    as_alice.post(f"/variants/{variant.pk}/solution/")
    page = as_alice.get(f"/questions/{variant.question_id}/").text
    assert "Worked solution" in page
    assert "Accepted: 0.7037 to 0.7057" in re.sub("<[^>]*>", "", page)
    check(as_alice, variant, RIGHT)
    assert Submission.objects.count() == 0


def test_solution_on_request_can_be_switched_off(
    variant: Variant, question: Question, as_alice: Client
) -> None:
    question.quiz.solution_on_request = False
    question.quiz.save()
    assert "Show worked solution" not in as_alice.get(f"/questions/{question.pk}/").text
    assert as_alice.post(f"/variants/{variant.pk}/solution/").status_code == 404


def test_numbers_stay_over_reload_whatever_is_sent_along(variant: Variant, as_alice: Client) -> None:
    address = f"/questions/{variant.question_id}/"
    shown = [
        as_alice.get(address + query).context["sheet"].variant
        for query in ("", "?seed=3", "?variant=9&number=2")
    ]
    assert shown == [variant, variant, variant]


def test_new_numbers_leave_the_old_readable(variant: Variant, as_alice: Client) -> None:
    check(as_alice, variant, {"answer.z": "0.87", "answer.y": "0.9", "form": "f"})
    as_alice.post(f"/variants/{variant.pk}/new-numbers/")
    page = as_alice.get(f"/questions/{variant.question_id}/")
    assert page.context["sheet"].variant.number == 2
    assert boxes(page.text) == {"z": "", "y": ""}
    assert f'href="/variants/{variant.pk}/"' in page.text
    old = as_alice.get(f"/variants/{variant.pk}/").text
    assert "0.9" in old
    assert 'id="check"' not in old


def test_earlier_numbers_hide_their_solution_until_asked(variant: Variant, as_alice: Client) -> None:
    as_alice.post(f"/variants/{variant.pk}/new-numbers/")
    assert "Worked solution" not in as_alice.get(f"/variants/{variant.pk}/").text
    as_alice.post(f"/variants/{variant.pk}/solution/")
    assert "Worked solution" in as_alice.get(f"/variants/{variant.pk}/").text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_typed_text_is_kept_over_a_sign_in(headers: dict[str, str], variant: Variant) -> None:
    client = Client()
    answer = check(client, variant, {"answer.z": "0.87", "answer.y": "0.7", "form": "f"}, **headers)
    sign_in = answer.headers.get("HX-Redirect") or answer.url
    assert sign_in == f"/login/?next=/variants/{variant.pk}/"
    page = client.post(
        "/login/", {"username": "alice", "password": "alice", "next": f"/variants/{variant.pk}/"}, follow=True
    )
    assert boxes(page.text) == {"z": "0.87", "y": "0.7"}
    assert Submission.objects.count() == 0


def test_fault_of_ours_keeps_the_typed_text(variant: Variant, as_alice: Client) -> None:
    broken = hand_out(
        variant.attempt, variant.question, variant.problem_version, variant.record | {"bands": {}}, number=2
    )
    as_alice.raise_request_exception = False
    answer = check(as_alice, broken, RIGHT)
    assert answer.status_code == 500
    assert boxes(answer.text) == {"z": "0.87", "y": "0.705"}
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0.705", ""),
        ("", ""),
        ("0,705", "read as 0.705"),
        ("0.7", "You gave one decimal, three are asked."),
    ],
)
def test_read_as_depends_on_the_typed_text_alone(
    typed: str, said: str, variant: Variant, as_alice: Client
) -> None:
    answer = as_alice.post(f"/variants/{variant.pk}/read/?field=y", {"answer.y": typed})
    assert " ".join(re.sub(r"<[^>]*>", "", answer.text).split()) == said


def test_given_numbers_are_shown(variant: Variant, as_alice: Client) -> None:
    statement = drawn(variant).statement
    assert all(number in statement for number in ("0.2", "0.3", "0.9"))
    assert actions.open_question(variant.question, variant.attempt) == variant
