"""A problem is edited as text; a mistake shows at its line."""

import html
import re

import pytest
from django.test import Client

from quizzes.admin.problems import FIRST_DOCUMENT
from quizzes.models import Problem, ProblemVersion
from tests.quizzes.builders import sigmoid_document

VERSIONS = {
    "versions-TOTAL_FORMS": "0",
    "versions-INITIAL_FORMS": "0",
    "versions-MIN_NUM_FORMS": "0",
    "versions-MAX_NUM_FORMS": "0",
}


def save(client: Client, address: str, **fields: str):
    return client.post(address, VERSIONS | fields)


def text_area(page: str) -> str:
    return html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.S)[1]).replace(
        "\r\n", "\n"
    )


def errors(page: str) -> list[str]:
    found = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', page, re.S)
    return [html.unescape(re.sub(r"<[^>]*>", "", text)).strip() for text in found]


def test_problem_is_added_from_its_document(as_ines: Client) -> None:
    answer = save(as_ines, "/admin/quizzes/problem/add/", slug="neuron", document=sigmoid_document())
    assert answer.status_code == 302
    version = ProblemVersion.objects.get()
    assert (version.problem.slug, version.problem.title) == ("neuron", "Sigmoid neuron")
    assert (version.created_by.username, version.document) == ("ines", sigmoid_document())


def test_saving_a_change_makes_a_version(version: ProblemVersion, as_ines: Client) -> None:
    address = f"/admin/quizzes/problem/{version.problem_id}/change/"
    assert text_area(as_ines.get(address).text) == sigmoid_document()
    save(as_ines, address, document=sigmoid_document().replace("Sigmoid neuron", "A neuron"))
    assert [row.number for row in version.problem.versions.order_by("number")] == [1, 2]
    assert Problem.objects.get().title == "A neuron"


def test_mistake_shows_at_its_line_and_keeps_the_text(version: ProblemVersion, as_ines: Client) -> None:
    broken = sigmoid_document().replace("sigmoid(z)", "sigmoidd(z)")
    line = broken.split("\n").index('y: "Sigmoid output" = sigmoidd(z)') + 1
    page = save(as_ines, f"/admin/quizzes/problem/{version.problem_id}/change/", document=broken).text
    assert text_area(page) == broken
    [error] = [error for error in errors(page) if error.startswith("Line")]
    assert error.startswith(f"Line {line}: ")
    assert error.endswith('y: "Sigmoid output" = sigmoidd(z)')
    assert ProblemVersion.objects.count() == 1


def test_mistake_is_shown_as_text_not_as_html(as_ines: Client) -> None:
    broken = sigmoid_document().replace("sigmoid(z)", "sigmoid(z) + <script>")
    page = save(as_ines, "/admin/quizzes/problem/add/", slug="x", document=broken).text
    assert "<script>" not in page.split('class="errorlist')[1].split("</ul>")[0]


@pytest.mark.parametrize("document", ["", "---\n", FIRST_DOCUMENT])
def test_document_that_is_not_finished_is_refused(document: str, as_ines: Client) -> None:
    page = save(as_ines, "/admin/quizzes/problem/add/", slug="x", document=document)
    assert page.status_code == 200
    assert Problem.objects.count() == 0


def test_slug_stays_as_it_was_chosen(version: ProblemVersion, as_ines: Client) -> None:
    address = f"/admin/quizzes/problem/{version.problem_id}/change/"
    save(as_ines, address, slug="other", document=sigmoid_document() + "\nMore.\n")
    assert Problem.objects.get().slug == "sigmoid-neuron"


def test_version_is_read_only(version: ProblemVersion, as_ines: Client) -> None:
    address = f"/admin/quizzes/problemversion/{version.pk}/change/"
    page = as_ines.get(address)
    assert "<textarea" not in page.text
    assert "Sigmoid neuron" in page.text
    assert as_ines.post(address, {"document": "changed"}).status_code == 403


def test_new_problem_begins_from_another(version: ProblemVersion, as_ines: Client) -> None:
    listed = as_ines.get("/admin/quizzes/problem/add/").text
    assert f'<a href="/admin/quizzes/problem/add/?from={version.problem_id}">Sigmoid neuron</a>' in listed
    page = as_ines.get(f"/admin/quizzes/problem/add/?from={version.problem_id}").text
    assert text_area(page) == sigmoid_document().replace("Sigmoid neuron", "Sigmoid neuron (copy)")
    assert re.search(r'name="slug" value="([^"]*)"', page)[1] == "sigmoid-neuron-copy"


@pytest.mark.parametrize("begun", ["", "x", "999", "9" * 30])
def test_beginning_from_nothing_is_the_first_document(begun: str, as_ines: Client) -> None:
    assert text_area(as_ines.get(f"/admin/quizzes/problem/add/?from={begun}").text) == FIRST_DOCUMENT


def test_fault_of_saving_goes_to_its_line(as_ines: Client) -> None:
    broken = sigmoid_document().replace("sigmoid(z)\n", "sigmod(z)\n")
    page = save(as_ines, "/admin/quizzes/problem/add/", slug="x", document=broken).text
    line = broken.split("\n").index('y: "Sigmoid output" = sigmod(z)') + 1
    assert re.search(r'data-line="(\d+)" data-column="(\d+)"', page).groups() == (str(line), "23")


def test_reference_stands_beside_the_text(as_ines: Client) -> None:
    page = as_ines.get("/admin/quizzes/problem/add/").text
    assert 'data-insert="sigmoid(z)"' in page
    assert 'data-insert="mistake(&quot;The bias was left out.&quot;, z=dot(w, x))"' in page
