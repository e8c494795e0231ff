"""A sheet's addresses are those of the resolver, under whatever prefix the site is served."""

from django.urls import reverse, set_script_prefix

from quizzes.templatetags.addresses import addresses_of


def test_addresses_are_those_of_the_resolver() -> None:
    try:
        for prefix in ("/", "/quiz/"):
            set_script_prefix(prefix)
            found = addresses_of(7)
            assert found == {name: reverse(name, args=[7]) for name in found}
            assert found["save"] == f"{prefix}variants/7/save/"
    finally:
        set_script_prefix("/")
