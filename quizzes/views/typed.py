"""What was typed into a form: read from it, and kept over a sign-in."""

from django.http import HttpRequest

from quizzes.models import Variant

PREFIX = "answer."
KEPT = "typed_before_sign_in"
MOST_KEPT = 50_000  # characters: more than any form holds, and no way to fill the session table
SECONDS_KEPT = 3600  # for a sign-in, not for a stranger who fills that table


def typed_answers(request: HttpRequest) -> dict[str, str]:
    """Return field name -> text of a posted form; ticked boxes of one field are joined by commas."""
    return {
        name.removeprefix(PREFIX): ",".join(texts)
        for name, texts in request.POST.lists()
        if name.startswith(PREFIX)
    }


def revision_of(request: HttpRequest) -> int | None:
    """Return the revision of the draft that the posted page showed; None where it does not say."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def keep_typed(request: HttpRequest, variant_id: int) -> None:
    """Keep the form's answers through the sign-in that comes next, which lets the session last as usual."""
    typed = typed_answers(request)
    fits = sum(len(name) + len(text) for name, text in typed.items()) <= MOST_KEPT
    if fits and Variant.objects.filter(pk=variant_id).exists():
        request.session[KEPT] = {"variant": variant_id, "typed": typed}
        request.session.set_expiry(SECONDS_KEPT)


def take_kept(request: HttpRequest, variant_id: int) -> dict[str, str] | None:
    """Return the answers kept for this variant, once."""
    kept = request.session.get(KEPT)
    if kept is None or kept["variant"] != variant_id:
        return None
    del request.session[KEPT]
    typed: dict[str, str] = kept["typed"]
    return typed
