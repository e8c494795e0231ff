"""The people of a course: one by one, and all at once by another system's ids."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import CharFilter, FilterSet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError, Fault
from quizzes.api.people_json import (
    MOST_ROWS,
    ChangeSerializer,
    NewPersonSerializer,
    PersonSerializer,
    ResultsSerializer,
    RowSerializer,
)
from quizzes.api.schema import raises
from quizzes.api.validation import check, flag
from quizzes.models import Course, Enrolment, Scope
from quizzes.queries.enrolling import CHANGE, ENROL, NEW, Plan, Planned, plan
from quizzes.requests import site_address
from quizzes.roster import Line

INVITE = OpenApiParameter(
    "invite", bool, description="Send an invitation to those who have never set a password and got none yet."
)
LONGEST_SEARCH = 200  # characters: each word is a condition, and a query holds so many of them
RESULTS = {NEW: "created", ENROL: "created", CHANGE: "changed"}


class PersonFilter(FilterSet):
    """Which people."""

    q = CharFilter(
        method="named",
        max_length=LONGEST_SEARCH,
        label="Words of the name, the user name or the e-mail address.",
    )

    class Meta:
        model = Enrolment
        fields = ["role", "external_id"]

    def named(self, people: QuerySet[Enrolment], _name: str, words: str) -> QuerySet[Enrolment]:
        """Keep those who have each word somewhere in their names."""
        for word in words.split():
            names = ("first_name", "last_name", "username", "email")
            either = Q()
            for name in names:
                either |= Q(**{f"user__{name}__icontains": word})
            people = people.filter(either)
        return people


def person_tag(enrolment: Enrolment) -> str:
    """Return the ETag of what can be edited of a person's place in the course."""
    told = (enrolment.role, enrolment.extra_time, enrolment.external_id)
    return etag("person", enrolment.pk, *told)


class People(ApiView):
    """The people of a course."""

    scopes = {"GET": Scope.ROSTER_READ, "POST": Scope.ROSTER_WRITE, "PUT": Scope.ROSTER_WRITE}
    filters = PersonFilter
    paged = True
    parameters = frozenset({"invite"})

    @extend_schema(summary="List the people of a course", responses=PersonSerializer(many=True))
    def get(self, request: Request, course_id: int) -> Response:
        """List them."""
        course = get_object_or_404(self.caller.courses_taught(), pk=course_id)
        people = self.filtered(course.enrolments.select_related("user"))
        return self.paginated(people, PersonSerializer, "id")

    @raises("conflict")
    @extend_schema(
        summary="Add a person",
        request=NewPersonSerializer,
        responses={201: PersonSerializer},
        parameters=[INVITE],
    )
    @transaction.atomic
    def post(self, request: Request, course_id: int) -> Response:
        """Add a person; whoever has an account already is known by the e-mail address."""
        course = self._locked(course_id)
        planned = plan(course, [_line(0, self.body(NewPersonSerializer))])
        (row,) = _without_faults(planned, "/email").rows
        if row.change not in (NEW, ENROL):
            held = course.enrolments.get(user=row.user)
            raise ApiError("conflict", _("Is in the course already, as person %(id)s.") % {"id": held.pk})
        self._add(course, planned)
        whose = {"user": row.user} if row.user else {"user__email": row.line.email}
        person = course.enrolments.select_related("user").get(**whose)
        headers = {"Location": reverse("api_person", args=[course.pk, person.pk]), "ETag": person_tag(person)}
        return Response(PersonSerializer(person).data, status=201, headers=headers)

    @raises("conflict")
    @extend_schema(
        summary="Add and change people by a list",
        request=RowSerializer(many=True),
        responses={200: ResultsSerializer},
        parameters=[INVITE],
    )
    @transaction.atomic
    def put(self, request: Request, course_id: int) -> Response:
        """Add and change the people of a list, each known by another system's id: all of it, or nothing.

        An id that is new here goes to whoever has that e-mail address in the course or on the site, and else
        to a new account. Names and addresses of existing accounts stay: these belong to their owners. People
        who are not in the list stay in the course; what a row leaves out stays as it is.
        """
        course = self._locked(course_id)
        rows = self.body(RowSerializer, many=True, max_length=MOST_ROWS)
        planned = _without_faults(plan(course, [_line(number, row) for number, row in enumerate(rows)]))
        self._add(course, planned)
        people = course.enrolments.filter(external_id__in=[row.line.external_id for row in planned.rows])
        found = {each.external_id: each for each in people.select_related("user")}
        return Response(ResultsSerializer(_results(planned.rows, found)).data)

    def _locked(self, course_id: int) -> Course:
        """The course, for one list at a time: two at once would make the same person twice."""
        return get_object_or_404(
            self.caller.courses_instructed().select_for_update(of=("self",)), pk=course_id
        )

    def _add(self, course: Course, planned: Plan) -> None:
        invite = flag(self.request, "invite")
        try:
            waiting = actions.add_people(course, planned)
        except IntegrityError as error:  # another course got somebody new with the same address just now
            raise ApiError("conflict", _("Somebody else adds the same people. Try again.")) from error
        if invite and waiting:
            actions.invite_later(waiting, site_address(self.request))


def _line(number: int, told: dict[str, Any]) -> Line:
    role = told.get("role")
    return Line(
        number=number + 1,
        email=told.get("email", "").lower(),
        first_name=told.get("first_name", ""),
        last_name=told.get("last_name", ""),
        role=Enrolment.Role(role) if role else None,
        extra_time=told.get("extra_time"),
        external_id=told.get("external_id", ""),
    )


def _without_faults(planned: Plan, place: str | None = None) -> Plan:
    faults = [Fault(row.note, pointer=place or f"/{row.line.number - 1}") for row in planned.faults]
    if faults:
        raise ApiError("invalid-request", errors=faults)
    return planned


def _results(rows: Iterable[Planned], found: dict[str, Enrolment]) -> dict[str, Any]:
    results = [
        {
            "external_id": row.line.external_id,
            "result": RESULTS.get(row.change, "unchanged"),
            "note": _note(row),
            "person": found[row.line.external_id],
        }
        for row in rows
    ]
    counts = {result: sum(one["result"] == result for one in results) for result in ("created", "changed")}
    return counts | {"unchanged": len(results) - sum(counts.values()), "results": results}


def _note(row: Planned) -> str:
    """What was not done: an address is that of an account, in all its courses."""
    if row.user is None or row.line.email in ("", row.user.email.lower(), row.user.username):
        return ""
    told = _("The e-mail address here stays %(email)s: its owner or an administrator changes it.")
    return told % {"email": row.user.email}


class Person(ApiView):
    """A person's place in a course."""

    scopes = {"GET": Scope.ROSTER_READ, "PATCH": Scope.ROSTER_WRITE, "DELETE": Scope.ROSTER_WRITE}
    conditional = True

    @extend_schema(summary="Read a person", responses=PersonSerializer)
    def get(self, request: Request, course_id: int, person_id: int) -> Response:
        """Show who it is, and in which role."""
        people = Enrolment.objects.filter(course__in=self.caller.courses_taught()).select_related("user")
        person = get_object_or_404(people, pk=person_id, course=course_id)
        return Response(PersonSerializer(person).data, headers={"ETag": person_tag(person)})

    @raises("conflict")
    @extend_schema(
        summary="Change a person", request=ChangeSerializer(partial=True), responses=PersonSerializer
    )
    @transaction.atomic
    def patch(self, request: Request, course_id: int, person_id: int) -> Response:
        """Change the role, the extra time, or the id elsewhere."""
        person = self._locked(course_id, person_id)
        check_match(request, person_tag(person))
        for name, value in self.body(ChangeSerializer, partial=True).items():
            setattr(person, name, value)
        check(person)
        try:
            actions.enrol(person.course, person.user, person.role, person.extra_time, person.external_id)
        except actions.OnlyInstructorError as error:
            raise ApiError("conflict", error, errors=[Fault(str(error), pointer="/role")]) from error
        return self.get(request, course_id, person_id)

    @raises("conflict")
    @extend_schema(summary="Take a person out of a course", responses={204: None})
    @transaction.atomic
    def delete(self, request: Request, course_id: int, person_id: int) -> Response:
        """Take the person out of the course; the work done in it stays, and shows again after a return."""
        person = self._locked(course_id, person_id)
        check_match(request, person_tag(person))
        try:
            actions.take_out(person)
        except actions.OnlyInstructorError as error:
            raise ApiError("conflict", error) from error
        return Response(status=204)

    def _locked(self, course_id: int, person_id: int) -> Enrolment:
        people = Enrolment.objects.filter(course__in=self.caller.courses_instructed())
        locked = people.select_related("user", "course").select_for_update(of=("self",))
        return get_object_or_404(locked, pk=person_id, course=course_id)
