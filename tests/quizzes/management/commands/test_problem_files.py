"""The commands that write problems into files and take them in again."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Problem, ProblemVersion, User
from tests.quizzes.builders import sigmoid_document

pytestmark = pytest.mark.django_db


def run(*words: object) -> list[str]:
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("name", ["folder", "problems.zip"])
def test_problems_go_out_and_in(name: str, tmp_path: Path) -> None:
    actions.import_library()
    count = Problem.objects.count()
    assert run("export_problems", tmp_path / name) == [f"{count} problems are in {tmp_path / name}."]
    done = run("import_problems", tmp_path / name)
    assert done == [f"{path.stem}: unchanged" for path in sorted(LIBRARY.glob("*.md"))]
    assert ProblemVersion.objects.count() == count


def test_chosen_problems_go_out_to_the_byte(tmp_path: Path) -> None:
    actions.import_library()
    run("export_problems", tmp_path, "sigmoid-neuron")
    assert [path.name for path in tmp_path.iterdir()] == ["sigmoid-neuron.md"]
    shipped = (LIBRARY / "sigmoid-neuron.md").read_bytes()
    assert (tmp_path / "sigmoid-neuron.md").read_bytes() == shipped


def test_export_says_what_it_cannot_do(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no problem nothing"):
        run("export_problems", tmp_path, "nothing")
    (tmp_path / "a.zip").touch()
    with pytest.raises(CommandError, match="is there already"):
        run("export_problems", tmp_path / "a.zip")


def test_import_says_whose_work_it_is(tmp_path: Path) -> None:
    user = User.objects.create_user("ines")
    (tmp_path / "mine.md").write_text(sigmoid_document())
    assert run("import_problems", tmp_path, "--by", "ines") == ["mine: new"]
    assert ProblemVersion.objects.get().created_by == user
    with pytest.raises(CommandError, match="Nobody here is called"):
        run("import_problems", tmp_path, "--by", "nobody")


def test_import_of_a_broken_file_takes_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(sigmoid_document())
    (tmp_path / "bad.md").write_text("no problem")
    with pytest.raises(CommandError, match=r"(?s)^bad\.md:\d+: .*Nothing was taken in\.$"):
        run("import_problems", tmp_path)
    assert not Problem.objects.exists()
