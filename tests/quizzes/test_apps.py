"""Django starts, and the core speaks the language of each request."""

from django.utils.translation import override

from solvers.words import say


def test_core_speaks_the_language_of_the_moment() -> None:
    spoken = []
    for language in ("en", "de", "en"):
        with override(language):
            spoken.append(say("and"))  # which Django itself has in its catalogues
    assert spoken == ["and", "und", "and"]
