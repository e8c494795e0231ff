"""Tokens of the API: people make and revoke their own, and those of the courses that they instruct."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes import actions
from quizzes.admin.access import ReadOnlyAdmin
from quizzes.models import ApiToken, Course, Scope
from quizzes.queries.access import courses_taught
from quizzes.queries.callers import is_over
from quizzes.requests import person

asked_or_done = require_http_methods(["GET", "HEAD", "POST"])


class TokenForm(forms.Form):
    """What a token is for, whom it stands for, what it may do, and for how long."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("What uses it, such as: nightly gradebook sync."),
    )
    course = forms.ModelChoiceField(
        Course.objects.none(),
        label=gettext_lazy("Stands for"),
        required=False,
        empty_label=gettext_lazy("Myself, in my courses"),
        help_text=gettext_lazy(
            "For a learning-management system choose a course: the token then has an instructor's rights "
            "there and none elsewhere, and goes on when you leave."
        ),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"),
        choices=[(scope.value, f"{scope.value} – {scope.label}") for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only what it needs: whoever finds the token can do as much."),
    )
    expires_at = forms.DateField(
        label=gettext_lazy("Good until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("That day included; two years at most."),
    )

    def __init__(self, *args: Any, courses: QuerySet[Course], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]

    def clean_expires_at(self) -> datetime:
        """Return the end of the day."""
        end = datetime.combine(self.cleaned_data["expires_at"], time(23, 59, 59))
        return timezone.make_aware(end)


class HolderFilter(admin.RelatedOnlyFieldListFilter):
    """Those of one course, or those that stand for people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("stands for")
        self.empty_value_display = conditional_escape(_("a person"))


@admin.register(ApiToken)
class TokenAdmin(ReadOnlyAdmin):
    """Tokens: made on a page of their own, which shows the secret once."""

    list_display = ["name", "holder", "state", "last_used", "expires", "hint"]
    list_filter = [("course", HolderFilter)]
    list_select_related = ["user", "course"]
    show_facets = admin.ShowFacets.NEVER
    fields = [
        "name",
        "holder",
        "state",
        "may",
        "hint",
        "created_by",
        "created_at",
        "expires_at",
        "revoked_at",
        "last_used_at",
    ]
    readonly_fields = ["holder", "state", "may"]
    actions = ["revoke_selected"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        """Return the user's own, and those of courses instructed; administrators see all."""
        tokens = super().get_queryset(request)
        if request.user.is_superuser:
            return tokens
        user = person(request)
        return tokens.filter(Q(user=user) | Q(course__in=courses_taught(user)))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees the list makes tokens."""
        return self.has_view_permission(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Without the help for filling in: a token's page is only read."""
        nothing = {field.name: "" for field in self.model._meta.fields}
        return super().get_form(request, obj, change, **kwargs | {"help_texts": nothing})

    def get_urls(self) -> list[URLPattern]:
        """With what the button of a token's page leads to."""
        revoke = self.admin_site.admin_view(asked_or_done(self.revoke))
        return [path("<int:pk>/revoke/", revoke, name="quizzes_apitoken_revoke"), *super().get_urls()]

    @admin.display(description=gettext_lazy("stands for"))
    def holder(self, token: ApiToken) -> str:
        """The person or the course."""
        return str(token.course or token.user)

    @admin.display(description=gettext_lazy("may"))
    def may(self, token: ApiToken) -> str:
        """Its scopes."""
        return ", ".join(token.scopes)

    @admin.display(description=gettext_lazy("last used"), ordering="last_used_at")
    def last_used(self, token: ApiToken) -> str:
        """The day: the whole time stands on the token's page."""
        return date_format(localtime(token.last_used_at)) if token.last_used_at else _("never")

    @admin.display(description=gettext_lazy("expires"), ordering="expires_at")
    def expires(self, token: ApiToken) -> str:
        """The day."""
        return date_format(localtime(token.expires_at))

    @admin.display(description=gettext_lazy("state"))
    def state(self, token: ApiToken) -> str:
        """Whether it lets anybody in."""
        if token.revoked_at:
            return _("revoked")
        return _("over") if is_over(token, timezone.now()) else _("in use")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for what a token needs, make it, and show its secret."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        user = person(request)
        form = TokenForm(request.POST or None, courses=courses_taught(user), initial=_suggested(request))
        if form.is_valid():
            try:
                token, secret = actions.make_token(**form.cleaned_data, by=user)
            except actions.TokenError as refused:
                form.add_error(refused.field, str(refused))
            else:
                self.log_addition(request, token, [{"added": {}}])
                return self._made(request, token, secret)
        found = {"title": _("Make an API token"), "form": form}
        return self.page(request, "admin/quizzes/apitoken/add.html", found)

    def _made(self, request: HttpRequest, token: ApiToken, secret: str) -> HttpResponse:
        """The one page that ever shows the secret: no cache keeps it."""
        found = {"title": _("The token is made"), "token": token, "secret": secret}
        show = never_cache(lambda request: self.page(request, "admin/quizzes/apitoken/made.html", found))
        return show(request)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once more, then revoke one token."""
        token = self.own(request, pk)
        if request.method != "POST":
            return self._asked(request, [token])
        self._revoke(request, [token])
        return redirect("admin:quizzes_apitoken_change", pk)

    @admin.action(description=gettext_lazy("Revoke the chosen tokens"), permissions=["view"])
    def revoke_selected(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> HttpResponse | None:
        """Ask once more, then revoke what was ticked in the list."""
        if "confirmed" not in request.POST:
            return self._asked(request, list(queryset), action="revoke_selected")
        self._revoke(request, list(queryset))
        return None

    def _asked(self, request: HttpRequest, tokens: list[ApiToken], action: str = "") -> HttpResponse:
        found = {"title": _("Revoke?"), "tokens": tokens, "action": action}
        return self.page(request, "admin/quizzes/apitoken/revoke.html", found)

    def _revoke(self, request: HttpRequest, tokens: list[ApiToken]) -> None:
        for token in tokens:
            actions.revoke_token(token)
            self.log_change(request, token, _("Revoked."))
        messages.success(request, _("Revoked: nobody gets in with it any more."))


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """A year, and the course whose tokens the user looked at."""
    until = timezone.localdate() + actions.USUAL_LIFE
    looked_at = QueryDict(request.GET.get("_changelist_filters", "")).get("course__id__exact")
    return {"expires_at": until, "course": looked_at}
