"""Topics, with their formula sheets."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest

from quizzes.admin.access import InstructorAdmin
from quizzes.models import Topic


@admin.register(Topic)
class TopicAdmin(InstructorAdmin):
    """Topics with their formula sheets."""

    search_fields = ["name"]

    class Media:
        css = {"all": ["css/authoring.css"]}

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Write the formula sheet in a box like a document's."""
        if db_field.name == "formulas":
            kwargs["widget"] = forms.Textarea(attrs={"class": "document", "rows": 32})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
