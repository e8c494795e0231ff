"""The form of a problem: its lasting name and its document, with a fault put at its line."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes import actions
from quizzes.models import Problem
from solvers import ProblemError

FIRST_DOCUMENT = """---
title:
topic:
---
The statement, with {{x}} where a number goes.

```problem
x = uniform(0, 1, step=0.1)
y: "Output" = sigmoid(x)

ask(y, places=3, points=1)
```

The explanation, shown with the worked solution.
"""


class ProblemForm(forms.ModelForm):
    """A problem's lasting name and its text."""

    document = forms.CharField(
        label=gettext_lazy("Document"),
        strip=False,
        widget=forms.Textarea(
            attrs={
                "class": "document",
                "rows": 32,
                "spellcheck": "false",
                "autocapitalize": "none",
                "autocorrect": "off",
                "wrap": "off",
            }
        ),
        help_text=gettext_lazy(
            "Statement, program and explanation. Saving a change makes a new version. "
            "Ctrl+S saves and goes on. Tab indents; press Escape first to leave the box with Tab."
        ),
    )

    class Meta:
        model = Problem
        fields = ["slug"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        self.initial.setdefault("document", newest.document if newest else FIRST_DOCUMENT)
        self.fault: ProblemError | None = None

    def clean_document(self) -> str:
        """Put an author's mistake at the field, with its line."""
        document = actions.with_unix_lines(self.cleaned_data["document"])
        try:
            actions.checked(document)
        except ProblemError as error:
            self.fault = error
            raise forms.ValidationError(_at_line(error, document)) from error
        return document


def _at_line(error: ProblemError, document: str) -> SafeString:
    lines = document.split("\n")
    quoted = lines[error.line - 1].strip() if error.line <= len(lines) else ""
    if not quoted:
        return format_html(_("Line {}: {}"), error.line, error.message)
    return format_html(_("Line {}: {} <code>{}</code>"), error.line, error.message, quoted)
