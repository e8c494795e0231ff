"""The page on which a course is copied for its next term."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quizzes.actions.copies import copy_course
from quizzes.admin.access import InstructorAdmin
from quizzes.requests import person

TEN_YEARS = 3653


class CopyForm(forms.Form):
    """The new course's title, and how far its dates are moved."""

    course_title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    days = forms.IntegerField(
        label=gettext_lazy("Dates later by"),
        min_value=-TEN_YEARS,
        max_value=TEN_YEARS,
        initial=364,
        help_text=gettext_lazy("In days: 364 is a year later on the same days of the week, 182 half a year."),
    )


class CopyPages(InstructorAdmin):
    """Adds to a course the page on which it is copied."""

    def get_urls(self) -> list[URLPattern]:
        """With the page."""
        copied = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.copy))
        return [path("<int:pk>/copy/", copied, name="quizzes_course_copy"), *super().get_urls()]

    def copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for title and dates, then copy."""
        course = self.own(request, pk)
        timezone.activate(course.zone)
        form = CopyForm(request.POST or None, initial={"course_title": course.title})
        if form.is_valid():
            user = person(request)
            title, days = form.cleaned_data["course_title"], form.cleaned_data["days"]
            copied = copy_course(course, title, days, None if user.is_superuser else user)
            self.log_addition(request, copied, _("Copied from %(course)s.") % {"course": course})
            messages.success(request, _("Copied. Look at the dates of the quizzes, and add people."))
            return redirect("admin:quizzes_course_change", copied.pk)
        found = {"title": course.title, "subtitle": _("Copy"), "course": course, "form": form}
        found["quizzes"] = course.quizzes.order_by("pk")
        return self.page(request, "admin/quizzes/course/copy.html", found)
