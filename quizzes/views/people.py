"""The pages on which people sign in, join a course, make an account and set a password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core import signing
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from quizzes import actions
from quizzes.models import Course, User
from quizzes.queries.people import person_with
from quizzes.queries.sites import mail_folder
from quizzes.requests import SignedInRequest, site_address

BACKEND = "quizzes.signing_in.NameOrAddressBackend"
LONGEST_ADDRESS = 254


# Without PUT, which Django's views of forms take for POST.
METHODS = ["get", "head", "post", "options"]


class SignInForm(AuthenticationForm):
    """User name or e-mail address, and password."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": gettext_lazy("This name and password do not go together. Try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        # Longer than a user name may be: the address of a known person may be.
        name.validators = [MaxLengthValidator(LONGEST_ADDRESS), ProhibitNullCharactersValidator()]
        name.label = gettext_lazy("Username or e-mail address")
        name.widget.attrs |= {"maxlength": LONGEST_ADDRESS, "spellcheck": "false"}


class SignIn(views.LoginView):
    """Sign in."""

    http_method_names = METHODS
    authentication_form = SignInForm
    redirect_authenticated_user = True


class AddressForm(forms.Form):
    """To which address a link goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class AccountForm(AddressForm):
    """Who wants an account."""

    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ["first_name", "last_name", "email"]


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to set a new password; the answer is the same whether or not the address is known."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        actions.send_password_link(form.cleaned_data["email"], site_address(request))
        return redirect("password_reset_done")
    return render(request, "registration/password_reset_form.html", {"form": form})


@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way, if there is such a person."""
    return render(request, "registration/password_reset_done.html", {"mail_folder": mail_folder()})


class NewPassword(views.PasswordResetConfirmView):
    """Set a password with the link in a letter, and be signed in with it."""

    http_method_names = METHODS
    post_reset_login = True
    post_reset_login_backend = BACKEND
    success_url = reverse_lazy("home")

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Go on to the courses."""
        messages.success(self.request, _("Your password is set, and you are signed in."))
        return super().form_valid(form)


class ChangePassword(views.PasswordChangeView):
    """Change the password, knowing the old one."""

    http_method_names = METHODS
    success_url = reverse_lazy("home")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Go back to the courses."""
        messages.success(self.request, _("Your password is changed."))
        return super().form_valid(form)


def _joined(code: str) -> Course:
    return get_object_or_404(Course, join_code=code)


@require_http_methods(["GET", "HEAD"])
@never_cache
def join(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a course's join link: confirm, sign in, or make an account."""
    course = Course.objects.filter(join_code=code).first()
    if course is None:
        return render(request, "people/join_closed.html", status=404)
    if request.user.is_authenticated and course.enrolments.filter(user=request.user).exists():
        messages.info(request, _("You are in the course “%(course)s”.") % {"course": course})
        return redirect("home")
    return render(request, "people/join.html", {"course": course})


@require_POST
@login_required
def confirm_join(request: SignedInRequest, code: str) -> HttpResponse:
    """Join the course."""
    course = _joined(code)
    actions.join(course, request.user)
    messages.success(request, _("You are in the course “%(course)s” now.") % {"course": course})
    return redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask_for_account(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for an account; whether the address has one already is told by mail only."""
    course = _joined(code)
    form = AccountForm(request.POST or None)
    if form.is_valid():
        if actions.ask_for_account(course, **form.cleaned_data, site=site_address(request)):
            return redirect("check_mail", code)
        form.add_error(None, _("The message could not be sent. Try again in a few minutes."))
    return render(request, "people/ask_for_account.html", {"course": course, "form": form})


@require_http_methods(["GET", "HEAD"])
def check_mail(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a letter is on its way."""
    found = {"course": _joined(code), "mail_folder": mail_folder()}
    return render(request, "people/check_mail.html", found)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def make_account(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address by coming from the letter, choose a password, and be in the course."""
    try:
        code, email, first, last = signing.loads(
            token, salt=actions.ACCOUNT_SALT, max_age=settings.PASSWORD_RESET_TIMEOUT
        )
    except signing.BadSignature:
        return render(request, "people/account_link_over.html", status=404)
    course = Course.objects.filter(join_code=code).first()
    if course is None:
        return render(request, "people/join_closed.html", status=404)
    if person_with(email):
        return redirect("join", code)
    asked = User(username=email, email=email, first_name=first, last_name=last)
    form = SetPasswordForm(asked, request.POST or None)
    if not form.is_valid():
        return render(request, "people/make_account.html", {"course": course, "asked": asked, "form": form})
    try:
        user = actions.make_account(course, asked, form.cleaned_data["new_password1"])
    except IntegrityError:  # sent twice at the same moment
        return redirect(f"{reverse('login')}?next={reverse('join', args=[code])}")
    login(request, user, BACKEND)
    messages.success(request, _("Welcome! You are in the course “%(course)s” now.") % {"course": course})
    return redirect("home")
