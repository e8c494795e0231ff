"""An instructor edits a topic's formula sheet."""

from django.test import Client

from quizzes.models import Topic


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
