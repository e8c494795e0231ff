"""People who sign in, and their places in courses."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import actions as stock
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from quizzes import actions
from quizzes.admin.access import InstructorAdmin
from quizzes.admin.courses import tell_of_invitations
from quizzes.admin.personal_data import PersonalDataAdmin
from quizzes.models import Course, Enrolment, User
from quizzes.queries.access import courses_taught, is_instructor, may_unlock, people_known_to
from quizzes.queries.people import ONLY_INSTRUCTOR, is_only_instructor, locked_until
from quizzes.requests import person, site_address


@admin.register(User)
class PersonAdmin(PersonalDataAdmin, UserAdmin):
    """People: administrators change them, instructors see those of their courses."""

    list_display = ["username", "first_name", "last_name", "email", "is_staff", "last_login"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As `has_view_permission`."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Instructors look people up."""
        return super().has_view_permission(request, obj) or (
            request.user.is_staff and is_instructor(person(request))
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Only people of the courses that the user instructs: who else is here is not theirs to know."""
        return super().get_queryset(request).filter(pk__in=people_known_to(person(request)).values("pk"))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Instructors see who somebody is, not what that person may do elsewhere."""
        if request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [(_("Person"), {"fields": ["username", "first_name", "last_name", "email"]})]


class EnrolmentForm(forms.ModelForm):
    """A person's role and extra time."""

    class Meta:
        model = Enrolment
        fields = ["role", "extra_time"]

    def clean_role(self) -> str:
        """Leave no course without an instructor."""
        role = self.cleaned_data["role"]
        if role != Enrolment.Role.INSTRUCTOR and is_only_instructor(self.instance):
            raise forms.ValidationError(ONLY_INSTRUCTOR)
        return role


class SignedInFilter(admin.SimpleListFilter):
    """Who has signed in, and who never has."""

    title = gettext_lazy("signed in")
    parameter_name = "signed_in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The two kinds."""
        return [("yes", gettext_lazy("At least once")), ("no", gettext_lazy("Never"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those of the kind chosen."""
        if self.value() is None:
            return queryset
        return queryset.filter(user__last_login__isnull=self.value() == "no")


@admin.register(Enrolment)
class EnrolmentAdmin(InstructorAdmin):
    """The people of courses: their roles, whether they have come, and who is locked out."""

    course_path = "course"
    form = EnrolmentForm
    fields = ["user", "course", "role", "extra_time", "external_id"]
    readonly_fields = ["user", "course", "external_id"]
    list_display = ["who", "state", "role", "percent", "course"]
    list_filter = [("course", admin.RelatedOnlyFieldListFilter), "role", SignedInFilter]
    list_select_related = ["user", "course"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "user__email"]
    ordering = ["course__title", "user__last_name", "user__first_name", "user__username"]
    show_facets = admin.ShowFacets.NEVER
    actions = ["invite_selected", "unlock_selected", "delete_selected"]

    class Media:
        css = {"all": ["css/authoring.css"]}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People are added on their course's page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change an enrolment may end it."""
        return self.has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """With what the buttons in the list do."""
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"quizzes_enrolment_{name}",
            )
            for name, view in {"invite": self.invite, "unlock": self.unlock}.items()
        ] + super().get_urls()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the way to add people where it is that of one course."""
        chosen = request.GET.get("course__id__exact", "")
        course = courses_taught(person(request)).filter(pk=chosen).first() if chosen.isdecimal() else None
        named = {"course": course, "title": _("People of %(course)s") % {"course": course}} if course else {}
        return super().changelist_view(request, (extra_context or {}) | named)

    def get_list_display(self, request: HttpRequest) -> Any:
        """Without the course where all are of one."""
        return self.list_display[:-1] if "course__id__exact" in request.GET else self.list_display

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Look up once for the whole page who is locked out, and note how it is filtered."""
        changes = super().get_changelist_instance(request)
        rows = list(changes.result_list)
        locks = locked_until(enrolment.user for enrolment in rows)
        for enrolment in rows:
            enrolment.locked_until = locks.get(enrolment.user_id)
            enrolment.may_unlock = may_unlock(person(request), enrolment.user)
            enrolment.listed = f"?{request.GET.urlencode()}"
        changes.result_list = rows
        return changes

    @admin.display(description=gettext_lazy("person"), ordering="user__last_name")
    def who(self, enrolment: Enrolment) -> SafeString:
        """The person's name, and the e-mail address where that is another."""
        user = enrolment.user
        if user.email in {"", str(user)}:
            return format_html("{}", user)
        return format_html('{} <span class="address">{}</span>', user, user.email)

    @admin.display(description=gettext_lazy("extra time"), ordering="extra_time")
    def percent(self, enrolment: Enrolment) -> str:
        """The extra time, where there is any."""
        return f"{enrolment.extra_time} %" if enrolment.extra_time else ""

    @admin.display(description=gettext_lazy("signed in"), ordering="user__last_login")
    def state(self, enrolment: Enrolment) -> SafeString:
        """When the person was here last, or was invited; until when locked out; and the button for it."""
        lock = getattr(enrolment, "locked_until", None)
        if lock:
            until = {"time": date_format(timezone.localtime(lock), "H:i")}
            if not getattr(enrolment, "may_unlock", False):
                return format_html("{}", _("Locked out until %(time)s; an administrator can unlock") % until)
            return _with_button(_("Locked out until %(time)s") % until, "unlock", _("Unlock"), enrolment)
        if enrolment.user.last_login:
            return format_html("{}", _day(enrolment.user.last_login))
        if enrolment.invited_at:
            said = _("Never; invited %(day)s") % {"day": _day(enrolment.invited_at)}
            return _with_button(said, "invite", _("Invite again"), enrolment)
        if enrolment.user.email:
            return _with_button(_("Never; not invited"), "invite", _("Invite"), enrolment)
        return format_html("{}", _("Never; has no e-mail address"))

    @admin.action(description=gettext_lazy("Send an invitation to those who never signed in"))
    def invite_selected(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        """Send invitations, once more or for the first time."""
        self._invite(request, queryset)

    @admin.action(description=gettext_lazy("Let in who is locked out"))
    def unlock_selected(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        """End the wait after wrong passwords."""
        self._unlock(request, queryset)

    @admin.action(description=gettext_lazy("Take out of the course"), permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> HttpResponse | None:
        """Ask, then end these enrolments."""
        return stock.delete_selected(self, request, queryset)

    def invite(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send one person the invitation."""
        return self._one(request, pk, self._invite)

    def unlock(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let one person in again."""
        return self._one(request, pk, self._unlock)

    def _one(self, request: HttpRequest, pk: int, act: Any) -> HttpResponse:
        enrolment = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, enrolment):
            raise PermissionDenied
        act(request, Enrolment.objects.filter(pk=pk))
        listed = reverse("admin:quizzes_enrolment_changelist")
        return redirect(f"{listed}?{request.GET.urlencode()}" if request.GET else listed)

    def _invite(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        waiting = queryset.filter(user__last_login__isnull=True).exclude(user__email="")
        tried = list(waiting.select_related("user", "course"))
        if not tried:
            messages.info(
                request, _("All of them have signed in, or have no e-mail address: nothing was sent.")
            )
        tell_of_invitations(request, tried, actions.invite(tried, site_address(request)))

    def _unlock(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        chosen = list(queryset.select_related("user"))
        unlocked = [each for each in chosen if may_unlock(person(request), each.user)]
        refused = [each for each in chosen if each not in unlocked]
        for enrolment in unlocked:
            actions.unlock(enrolment.user)
            self.log_change(request, enrolment, _("Let in again after wrong passwords."))
        if refused:
            said = _("Only an administrator can unlock people who work in the administration: %(names)s.")
            messages.error(request, said % {"names": ", ".join(str(each.user) for each in refused)})
        if unlocked:
            done = _("The others can sign in again.") if refused else _("They can sign in again.")
            messages.success(request, done)

    def save_model(self, request: HttpRequest, obj: Enrolment, form: Any, change: bool) -> None:
        """Change role and extra time through the action, which lets instructors into the admin."""
        actions.enrol(obj.course, obj.user, obj.role, obj.extra_time)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name who would leave; what they did in the course stays."""
        leaving = {enrolment.pk for enrolment in objs}
        emptied = [
            f"{course}: {ONLY_INSTRUCTOR}"
            for course in Course.objects.filter(enrolments__in=leaving).distinct()
            if _instructors(course) and _instructors(course) <= leaving
        ]
        return [str(enrolment) for enrolment in objs], {}, set(), emptied

    def delete_model(self, request: HttpRequest, obj: Enrolment) -> None:
        """Take one person out."""
        actions.take_out(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        """Take these people out: all or none."""
        with transaction.atomic():
            for enrolment in queryset.select_related("user"):
                actions.take_out(enrolment)


def _instructors(course: Course) -> set[int]:
    return set(course.enrolments.filter(role=Enrolment.Role.INSTRUCTOR).values_list("pk", flat=True))


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def _with_button(said: str, act: str, label: str, enrolment: Enrolment) -> SafeString:
    """Words, and a button that sends the form around the list elsewhere."""
    address = reverse(f"admin:quizzes_enrolment_{act}", args=[enrolment.pk])
    address += getattr(enrolment, "listed", "")  # so that the list afterwards is filtered as it was
    return format_html(
        '{} <button class="row-button" type="submit" formaction="{}" formnovalidate>{}'
        '<span class="visually-hidden">: {}</span></button>',
        said,
        address,
        label,
        enrolment.user,
    )
