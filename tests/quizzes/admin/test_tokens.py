"""Tokens of the API in the admin: made, shown once, revoked."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import ApiToken, Course, Scope, User
from quizzes.sealed import secret_hash
from tests.quizzes.builders import token_of

LIST = "/admin/quizzes/apitoken/"
ADD = f"{LIST}add/"


def asked(**changes: Any) -> dict[str, Any]:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"name": "sync", "scopes": ["marks:read"], "expires_at": until} | changes


def test_secret_is_shown_once_and_only_its_hash_is_kept(as_ines: Client, ines: User) -> None:
    page = as_ines.post(ADD, asked())
    (secret,) = re.findall(r'value="(fp_[^"]+)"', page.text)
    token = ApiToken.objects.get()
    assert "no-store" in page["Cache-Control"]
    assert (token.user, token.course, token.created_by, token.scopes) == (ines, None, ines, ["marks:read"])
    assert (token.digest, token.hint, len(secret)) == (secret_hash(secret), secret[:8], 46)
    for address in (LIST, f"{LIST}{token.pk}/change/", f"{LIST}{token.pk}/history/"):
        assert secret not in as_ines.get(address).text


def test_token_is_good_until_the_end_of_its_last_day(as_ines: Client) -> None:
    as_ines.post(ADD, asked())
    day = timezone.localdate() + timedelta(days=30)
    assert timezone.localtime(ApiToken.objects.get().expires_at).isoformat() == f"{day}T23:59:59+00:00"


def test_token_of_a_course_is_nobodys(as_ines: Client, ines: User, course: Course) -> None:
    as_ines.post(ADD, asked(course=course.pk))
    token = ApiToken.objects.get()
    assert (token.user, token.course, token.created_by) == (None, course, ines)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"name": " "}, {"name": ["This field is required."]}),
        ({"scopes": []}, {"scopes": ["This field is required."]}),
        (
            {"scopes": ["everything"]},
            {"scopes": ["Select a valid choice. everything is not one of the available choices."]},
        ),
        (
            {"expires_at": "2020-01-01"},
            {"expires_at": ["A token expires in the future, within two years."]},
        ),
        (
            {"expires_at": "2090-01-01"},
            {"expires_at": ["A token expires in the future, within two years."]},
        ),
    ],
)
def test_fault_is_told_at_its_place(
    changes: dict[str, Any], faults: dict[str, list[str]], as_ines: Client
) -> None:
    page = as_ines.post(ADD, asked(**changes))
    assert dict(page.context["form"].errors) == faults
    assert ApiToken.objects.count() == 0


def test_course_of_somebody_else_is_no_choice(as_ines: Client) -> None:
    other = actions.create_course("History")
    page = as_ines.post(ADD, asked(course=other.pk))
    assert list(page.context["form"].errors) == ["course"]


def test_list_leads_from_the_course_to_a_token_of_it(as_ines: Client, course: Course) -> None:
    shown = as_ines.get(f"/admin/quizzes/course/{course.pk}/change/").text
    assert f'href="{LIST}?course__id__exact={course.pk}"' in shown
    page = as_ines.get(f"{ADD}?_changelist_filters=course__id__exact%3D{course.pk}")
    assert f'<option value="{course.pk}" selected>' in page.text


def test_only_own_tokens_and_those_of_courses_instructed_are_seen(
    as_ines: Client, ines: User, bob: User, course: Course
) -> None:
    token_of(ines, name="mine")
    token_of(bob, name="his")
    token_of(course, name="ours")
    token_of(actions.create_course("History"), name="theirs")
    assert {row.name for row in as_ines.get(LIST).context["cl"].result_list} == {"mine", "ours"}
    his = ApiToken.objects.get(name="his")
    assert as_ines.post(f"{LIST}{his.pk}/revoke/").status_code == 404
    assert ApiToken.objects.filter(revoked_at=None).count() == 4


def test_revoked_token_is_told_so(as_ines: Client, ines: User) -> None:
    token_of(ines)
    token = ApiToken.objects.get()
    assert f'href="{LIST}{token.pk}/revoke/"' in as_ines.get(f"{LIST}{token.pk}/change/").text
    as_ines.get(f"{LIST}{token.pk}/revoke/")
    assert ApiToken.objects.get().revoked_at is None  # it asks first
    page = as_ines.post(f"{LIST}{token.pk}/revoke/", follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "Revoked: nobody gets in with it any more."
    ]
    assert "/revoke/" not in page.text
    revoked = ApiToken.objects.get().revoked_at
    actions.revoke_token(token)
    assert ApiToken.objects.get().revoked_at == revoked  # the first time counts


def test_list_tells_when_each_was_last_used(as_ines: Client, ines: User) -> None:
    token_of(ines)
    shown = _cells(as_ines.get(LIST).text, "last_used")
    ApiToken.objects.update(last_used_at=datetime(2026, 10, 1, 8, tzinfo=UTC))
    shown += _cells(as_ines.get(LIST).text, "last_used")
    assert shown == ["never", "1 Oct 2026"]


def _cells(page: str, column: str) -> list[str]:
    return re.findall(rf'<td class="field-{column}[^"]*">(.*?)</td>', page)


def test_chosen_tokens_are_revoked(as_ines: Client, ines: User) -> None:
    token_of(ines)
    token_of(ines)
    chosen = list(ApiToken.objects.values_list("pk", flat=True))
    told = {"action": "revoke_selected", "_selected_action": chosen}
    assert as_ines.post(LIST, told).context["tokens"] == list(ApiToken.objects.order_by("-pk"))
    assert ApiToken.objects.filter(revoked_at=None).count() == 2  # it asks first
    as_ines.post(LIST, told | {"confirmed": "1"})
    assert ApiToken.objects.filter(revoked_at=None).count() == 0


def test_page_of_a_token_has_no_help_for_filling_in(as_ines: Client, ines: User) -> None:
    token_of(ines)
    page = as_ines.get(f"{LIST}{ApiToken.objects.get().pk}/change/").text
    assert 'class="help"' not in page


def test_tokens_of_people_are_a_choice_of_their_own(as_ines: Client, ines: User, course: Course) -> None:
    token_of(ines)
    token_of(course)
    (spec,) = as_ines.get(LIST).context["cl"].filter_specs
    shown = [str(choice["display"]) for choice in spec.choices(as_ines.get(LIST).context["cl"])]
    assert (spec.title, shown) == ("stands for", ["All", str(course), "a person"])


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_one_as_for_three(
    number: int, as_ines: Client, ines: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        token_of(ines)
    with django_assert_num_queries(11):
        as_ines.get(LIST)


def test_every_scope_is_offered(as_ines: Client) -> None:
    page = as_ines.get(ADD)
    assert [value for value, _label in page.context["form"].fields["scopes"].choices] == Scope.values
