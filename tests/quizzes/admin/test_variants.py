"""A problem's variants at a glance."""

import re

import pytest
from django.test import Client

from quizzes.models import ProblemVersion


def page(client: Client, version: ProblemVersion, query: str = "") -> str:
    return client.get(f"/admin/quizzes/problem/{version.problem_id}/variants/{query}").text


def rows(text: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\">.*?</tr>", text, re.S)


def test_twenty_variants_stand_beside_each_other(version: ProblemVersion, as_ines: Client) -> None:
    found = rows(page(as_ines, version))
    assert len(found) == 20
    assert len(set(found)) == 20


def test_other_twenty_are_other_ones(version: ProblemVersion, as_ines: Client) -> None:
    first = page(as_ines, version)
    [link] = re.findall(r'href="(\?seed=\d+)">Other 20', first)
    assert set(rows(page(as_ines, version, link))).isdisjoint(rows(first))


@pytest.mark.parametrize("query", ["?seed=", "?seed=x", "?seed=-1", "?seed=" + "9" * 50])
def test_seed_that_is_none_is_the_first(query: str, version: ProblemVersion, as_ines: Client) -> None:
    assert rows(page(as_ines, version, query)) == rows(page(as_ines, version))


def test_stored_text_that_is_no_problem_any_more_is_told(version: ProblemVersion, as_ines: Client) -> None:
    ProblemVersion.objects.bulk_create(
        [ProblemVersion(problem=version.problem, number=2, document="gone", sha="2", points=1)]
    )
    assert '<p class="errornote">line 1, column 1: Begin the document' in page(as_ines, version)


def test_students_are_not_let_in(version: ProblemVersion, as_alice: Client) -> None:
    assert as_alice.get(f"/admin/quizzes/problem/{version.problem_id}/variants/").status_code == 302
