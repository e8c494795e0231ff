"""Names for the boxes that Django's admin leaves without one: those of tables, and of dates with times."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def name_box(field: forms.Field) -> None:
    """Give the box of a field its label for a screen reader; a date and a time have one each."""
    widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
    if isinstance(widget, AdminSplitDateTime):
        for part, said in zip(widget.widgets, (_("date"), _("time")), strict=True):
            part.attrs["aria-label"] = format_lazy("{}: {}", field.label or "", said)
    elif not widget.is_hidden:
        widget.attrs["aria-label"] = field.label or ""


class NamedFormSet(forms.BaseInlineFormSet):
    """Rows of a table: what names a box stands far above it."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """With a name for each box."""
        super().add_fields(form, index)
        for field in form.fields.values():
            name_box(field)
