"""check_problems prints a report on each problem, and fails where students should not meet one."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import ProblemVersion
from tests.solvers.library import NAMES, document, text

GOOD = "x = integers(1, 999)\ny = 3*x + 5\nask(y)"
SHAKY = "x = integers(1, 3)\nn = integers(1, 99)\ny = n * x\nask(y)"
FEW = "x = integers(2, 9)\ny = 3*x\nask(y)"
BROKEN = "x = integers(1, 9)\ny = 3*z\nask(y)"


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run the command on programs; return what it prints and why it fails, if it does."""

    def run(*programs: str, **options: object) -> tuple[list[str], str]:
        paths = [tmp_path / f"{number}.md" for number in range(len(programs))]
        for path, program in zip(paths, programs, strict=True):
            path.write_text(document(program), encoding="utf-8")
        failure = ""
        try:
            call_command("check_problems", *map(str, paths), **options)
        except CommandError as error:
            failure = str(error)
        printed = capsys.readouterr().out.replace(f"{tmp_path}/", "").splitlines()
        return printed, failure.replace(f"{tmp_path}/", "")

    return run


def test_clean_problem_is_one_line(check) -> None:
    assert check(GOOD) == (["0.md: clean (about 999 variants, 100 % of draws handed out)"], "")


def test_warnings_are_printed_and_do_not_fail(check) -> None:
    printed, failure = check(SHAKY)
    assert failure == ""
    assert printed == [
        "0.md: 1 warning (about 297 variants, 100 % of draws handed out)",
        "  Warning: 'The factor $x$ was left out.' (in y) gets full marks in 35 % of variants: "
        "add require(x != 1).",
    ]


def test_serious_warning_fails_and_names_the_problem(check) -> None:
    printed, failure = check(GOOD, FEW)
    assert failure == "To be mended: 1.md."
    assert printed[1:] == [
        "1.md: 1 warning (about 8 variants, 100 % of draws handed out)",
        "  Serious: There are about 8 distinct variants: draw more numbers, or from wider ranges.",
    ]


def test_error_fails_and_the_others_are_still_checked(check) -> None:
    printed, failure = check(BROKEN, GOOD)
    assert failure == "To be mended: 0.md."
    assert printed[0].startswith("0.md: line 7, column 7: ")
    assert printed[1].startswith("1.md: clean")


def test_full_prints_the_tables(check) -> None:
    printed, _ = check("x = integers(1, 999)\ny = 3*x + 5\nask(y)", full=True)
    assert printed[2:7] == [
        "  Variants. How many there are, told from 1,000 draws.",
        "    What                                     Number",
        "    Draws that can be used                   100 %",
        "    Of those, handed out                     100 %",
        "    Distinct variants, about                 999",
    ]
    assert [line[2:].split(".")[0] for line in printed if line.startswith("  ") and line[2] != " "] == [
        "Variants",
        "Answers",
        "Slips that hide",
        "Slips that look alike",
    ]


def test_file_that_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match=r"gone\.md cannot be read"):
        call_command("check_problems", "gone.md")


def test_saved_problem_is_checked_by_its_slug(version: ProblemVersion, capsys) -> None:
    call_command("check_problems", version.problem.slug)
    assert capsys.readouterr().out.startswith("sigmoid-neuron: clean")


def test_unknown_slug_is_told(db: None) -> None:
    with pytest.raises(CommandError, match=r"There is no problem 'gone'; a file's name ends in \.md\."):
        call_command("check_problems", "gone")


def test_shipped_problem_is_found_where_none_is_saved(db: None, capsys) -> None:
    call_command("check_problems", "learning-rate")
    assert capsys.readouterr().out.startswith("learning-rate: clean")


@pytest.mark.slow
def test_library_is_clean(capsys) -> None:
    call_command("check_problems")
    printed = capsys.readouterr().out.splitlines()
    assert [line.split(" (")[0] for line in printed] == [f"{name}: clean" for name in _order()]


def _order() -> list[str]:
    order = (Path(__file__).parents[4] / "quizzes/library/order.txt").read_text(encoding="utf-8").split()
    assert sorted(order) == NAMES
    assert all(text(name) for name in order)
    return order
