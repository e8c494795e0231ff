"""Courses, and the page on which people are added to one: by a list, or by a link that they open."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from quizzes import actions, roster
from quizzes.admin.following.copies import CopyPages
from quizzes.admin.following.gradebook import GradebookPages
from quizzes.models import Course, Enrolment
from quizzes.queries.enrolling import Plan, plan
from quizzes.queries.sites import mail_folder
from quizzes.requests import person, site_address


def time_zones(stored: str) -> list[tuple[str, Any]]:
    """The choices of a time zone by continent; empty is the site's, and what is stored stays on offer."""
    continents: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        continent, _slash, place = name.partition("/")
        if place and continent not in {"Etc", "SystemV", "posix", "right"}:
            continents.setdefault(continent, []).append((name, place.replace("_", " ").replace("/", ", ")))
    offered = {"UTC", *(name for places in continents.values() for name, _place in places)}
    others = [("UTC", "UTC")] + ([(stored, stored)] if stored and stored not in offered else [])
    site = _("The site's: %(zone)s") % {"zone": settings.TIME_ZONE}
    return [("", site), *others, *continents.items()]


class CourseForm(forms.ModelForm):
    """A course's title and where it takes place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            self.fields["time_zone"].widget.choices = time_zones(self.instance.time_zone)


class AddPeopleForm(forms.Form):
    """A list of people, written or in a file, and the role of those for whom it names none."""

    people = forms.CharField(
        label=gettext_lazy("People"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 12, "spellcheck": "false", "wrap": "off", "class": "people-list"}
        ),
        help_text=gettext_lazy(
            "One a line: ada@example.edu or Ada Lovelace <ada@example.edu> or Ada Lovelace, ada@example.edu"
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        help_text=gettext_lazy(
            "Its first line names the columns: e-mail, and perhaps first name, last name, role, extra time."
        ),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=Enrolment.Role.choices,
        help_text=gettext_lazy("Where the list names none."),
    )

    def clean(self) -> dict[str, Any]:
        """Read the list; the text of a file takes the place of the written one, to be mended there."""
        told = super().clean() or {}
        written, file = told.get("people", ""), told.get("file")
        if file and written.strip():
            self.add_error("file", _("Write a list or upload a file, not both: empty one of the two."))
            return told
        try:
            text = roster.decoded(file.read(roster.MOST_BYTES + 1)) if file else written
            told |= {"text": text, "roster": roster.read(text)}
        except roster.RosterError as error:
            self.add_error("file" if file else "people", str(error))
        return told


@admin.register(Course)
class CourseAdmin(GradebookPages, CopyPages):
    """Courses."""

    course_path = "pk"
    form = CourseForm
    fields = ["title", "time_zone"]
    list_display = ["title", "created_at"]
    search_fields = ["title"]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose the time zone from a list."""
        if db_field.name == "time_zone":
            kwargs["widget"] = forms.Select
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep whoever makes a course in it: nobody else but an administrator could open it."""
        super().save_related(request, form, formsets, change)
        if not change and not request.user.is_superuser:
            actions.enrol(form.instance, person(request), Enrolment.Role.INSTRUCTOR)

    def get_urls(self) -> list[URLPattern]:
        """With the page to add people, and what its buttons do."""
        add = self.admin_site.admin_view(self.add_people)
        link = self.admin_site.admin_view(require_POST(self.join_link))
        return [
            path("<int:pk>/add-people/", add, name="quizzes_course_add_people"),
            path("<int:pk>/join-link/", link, name="quizzes_course_join_link"),
            *super().get_urls(),
        ]

    def _own(self, request: HttpRequest, pk: int) -> Course:
        course = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, course):
            raise PermissionDenied
        return course

    def add_people(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a list would do, then do it."""
        course = self._own(request, pk)
        form = AddPeopleForm(request.POST or None, request.FILES or None)
        found: dict[str, Any] = {"form": form}
        if form.is_valid():
            told = form.cleaned_data
            planned = plan(course, told["roster"].lines, told["role"], person(request))
            seen = request.POST.get("seen") == planned.digest
            if "add" in request.POST and seen and planned.effective and not planned.faults:
                self._add(request, course, planned)
                return redirect(people_page(course))
            # Also the text of a file: there it can be mended, and is sent again to be added.
            form = AddPeopleForm(initial={"people": told["text"], "role": told["role"]})
            found = {"form": form, "plan": planned, "unused": told["roster"].unused}
            found["outdated"] = "add" in request.POST and not seen
        return self._page(request, course, found)

    def _page(self, request: HttpRequest, course: Course, found: dict[str, Any]) -> TemplateResponse:
        found |= {"title": course.title, "subtitle": _("Add people"), "course": course, "opts": self.opts}
        found["people_page"] = people_page(course)
        if course.join_code:
            found["join_link"] = site_address(request) + reverse("join", args=[course.join_code])
        return TemplateResponse(
            request, "admin/quizzes/course/add_people.html", self.admin_site.each_context(request) | found
        )

    def _add(self, request: HttpRequest, course: Course, planned: Plan) -> None:
        invited = actions.add_people(course, planned)
        count = len(planned.effective)
        done = ngettext("Done for %(count)s person.", "Done for %(count)s people.", count) % {"count": count}
        self.log_change(request, course, done)
        messages.success(request, done)
        tell_of_invitations(request, invited, actions.invite(invited, site_address(request)))

    def join_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Switch the join link on, renew it, or switch it off."""
        course = self._own(request, pk)
        if request.POST.get("to") == "off":
            actions.close_joining(course)
            done = _("The link to join is switched off.")
        else:
            actions.open_joining(course)
            done = _("There is a new link to join. One that was handed out before no longer works.")
        self.log_change(request, course, done)
        messages.success(request, done)
        return redirect("admin:quizzes_course_add_people", pk)


def people_page(course: Course) -> str:
    """The address of the list of a course's people."""
    return reverse("admin:quizzes_enrolment_changelist") + f"?course__id__exact={course.pk}"


def tell_of_invitations(request: HttpRequest, tried: list[Enrolment], unsent: list[Enrolment]) -> None:
    """Say how many invitations went out, and to whom none could be sent."""
    sent = len(tried) - len(unsent)
    if sent:
        said = ngettext("%(sent)s invitation was sent.", "%(sent)s invitations were sent.", sent) % {
            "sent": sent
        }
        if mail_folder():
            said += " " + _("No mail server is set up here: they are files in %(folder)s.") % {
                "folder": mail_folder()
            }
        messages.success(request, said)
    if unsent:
        names = ", ".join(each.user.email or each.user.username for each in unsent)
        said = _("The invitation could not be sent to %(names)s. Choose them in the list, and send it again.")
        messages.error(request, said % {"names": names})
