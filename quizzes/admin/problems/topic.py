"""Topics, with their formula sheets."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest, HttpResponse

from quizzes.admin.access import InstructorAdmin
from quizzes.models import Topic
from quizzes.queries.access import may_change_topic
from quizzes.requests import person


@admin.register(Topic)
class TopicAdmin(InstructorAdmin):
    """Topics with their formula sheets."""

    search_fields = ["name"]

    class Media:
        css = {"all": ["css/authoring.css"]}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Instructors change topics that no other course asks about."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_change_topic(person(request), obj))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Topic | None = None,
    ) -> HttpResponse:
        """The form, or the topic to read and why it is not to be changed."""
        context["is_asked_elsewhere"] = change and not self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Write the formula sheet in a box like a document's."""
        if db_field.name == "formulas":
            kwargs["widget"] = forms.Textarea(attrs={"class": "document", "rows": 32})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
