"""Problems in and out in the admin: looked at first, then taken in."""

import json
from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quizzes import actions
from quizzes.models import Problem, ProblemVersion, User
from tests.quizzes.builders import sigmoid_document

IMPORT = "/admin/quizzes/problem/import/"


def sent(name: str, text: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, text.encode())}


def export(client: Client, *problems: Problem) -> bytes:
    chosen = [problem.pk for problem in problems]
    answer = client.post("/admin/quizzes/problem/", {"action": "export_chosen", "_selected_action": chosen})
    return answer.content


def test_file_is_looked_at_then_taken_in(ines: User, as_ines: Client) -> None:
    page = as_ines.post(IMPORT, sent("mine.md", sigmoid_document()))
    assert [one.change for one in page.context["planned"]] == ["new"]
    assert not Problem.objects.exists()
    as_ines.post(IMPORT, {"seen": page.context["seen"], "import": "yes"})
    version = ProblemVersion.objects.get()
    assert (version.problem.slug, version.document, version.created_by) == ("mine", sigmoid_document(), ines)


def test_broken_file_is_told_with_its_line(as_ines: Client) -> None:
    broken = sigmoid_document().replace("sigmoid(z)", "sigmoyd(z)")
    line = broken[: broken.index("sigmoyd")].count("\n") + 1
    page = as_ines.post(IMPORT, sent("mine.md", broken))
    assert [(fault.file, fault.line) for fault in page.context["faults"]] == [("mine.md", line)]
    as_ines.post(IMPORT, {"seen": json.dumps({"mine": broken}), "import": "yes"})
    assert not Problem.objects.exists()


def test_nothing_sent_is_told(as_ines: Client) -> None:
    assert as_ines.post(IMPORT, {"import": "yes"}).context["form"].errors == {"file": ["Choose a file."]}
    for seen in ("[", "[1]", '"a"', '{"../a": "b"}'):
        page = as_ines.post(IMPORT, {"seen": seen, "import": "yes"})
        assert page.context["form"].errors == {"seen": ["Choose the file again."]}


def test_chosen_problems_go_out(problem: Problem, as_ines: Client) -> None:
    assert export(as_ines, problem) == sigmoid_document().encode()
    other = actions.save_problem("other", sigmoid_document()).problem
    with ZipFile(BytesIO(export(as_ines, problem, other))) as archive:
        assert archive.namelist() == ["other.md", "sigmoid-neuron.md"]


def test_pages_are_for_who_teaches(as_alice: Client, as_charlie: Client, as_ines: Client) -> None:
    assert [one.get(IMPORT).status_code for one in (as_alice, as_charlie, as_ines)] == [302, 302, 200]
