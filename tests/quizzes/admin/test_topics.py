"""An instructor edits a topic's formula sheet."""

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Problem, Quiz, Topic, User


def test_instructor_edits_the_formula_sheet(as_ines: Client) -> None:
    topic = Topic.objects.create(name="Neurons", formulas="Old")
    address = f"/admin/quizzes/topic/{topic.pk}/change/"
    assert as_ines.get(address).context["adminform"].form.initial["formulas"] == "Old"
    as_ines.post(address, {"name": "Neurons", "formulas": "$z = w \\cdot x$"})
    topic.refresh_from_db()
    assert topic.formulas == "$z = w \\cdot x$"


def test_instructor_adds_a_topic_once(as_ines: Client) -> None:
    form = {"name": "Attention", "formulas": "A formula"}
    assert as_ines.post("/admin/quizzes/topic/add/", form).status_code == 302
    assert as_ines.post("/admin/quizzes/topic/add/", form).status_code == 200
    assert [(topic.name, topic.formulas) for topic in Topic.objects.all()] == [("Attention", "A formula")]


def test_student_edits_no_formula_sheet(as_alice: Client) -> None:
    topic = Topic.objects.create(name="Neurons", formulas="Old")
    as_alice.post(f"/admin/quizzes/topic/{topic.pk}/change/", {"name": "Neurons", "formulas": "New"})
    topic.refresh_from_db()
    assert topic.formulas == "Old"


@pytest.fixture
def asked(quiz: Quiz, problem: Problem) -> Topic:
    """The topic of the question in Ines' quiz."""
    return Topic.objects.create(name=problem.topic, formulas="Old")


def test_topic_that_only_own_quizzes_ask_about_is_changed(asked: Topic, as_ines: Client) -> None:
    address = f"/admin/quizzes/topic/{asked.pk}/change/"
    assert "not change it" not in as_ines.get(address).text
    as_ines.post(address, {"name": asked.name, "formulas": "New"})
    asked.refresh_from_db()
    assert asked.formulas == "New"


def test_topic_that_another_course_asks_about_is_read_only(
    asked: Topic, problem: Problem, as_ines: Client
) -> None:
    actions.create_quiz(actions.create_course("History"), "Theirs", [problem])
    address = f"/admin/quizzes/topic/{asked.pk}/change/"
    page = as_ines.get(address)
    assert page.context["has_change_permission"] is False
    said = (
        "You can read this topic but not change it: quizzes of courses that you do not instruct ask about it"
    )
    assert page.text.count(said) == 1
    assert as_ines.post(address, {"name": asked.name, "formulas": "New"}).status_code == 403
    admin = Client()
    admin.force_login(User.objects.create_superuser("root"))
    assert "not change it" not in admin.get(address).text
    admin.post(address, {"name": asked.name, "formulas": "By root"})
    asked.refresh_from_db()
    assert asked.formulas == "By root"


def test_name_that_is_taken_elsewhere_leaves_the_typed_text_to_be_mended(
    asked: Topic, problem: Problem, as_ines: Client
) -> None:
    actions.create_quiz(actions.create_course("History"), "Theirs", [problem])
    unused = Topic.objects.create(name="Nobody asks")
    page = as_ines.post(
        f"/admin/quizzes/topic/{unused.pk}/change/", {"name": asked.name, "formulas": "Typed text"}
    )
    assert page.context["adminform"].form.errors == {"name": ["Topic with this Name already exists."]}
    assert "Typed text</textarea>" in page.text
    assert "not change it" not in page.text
