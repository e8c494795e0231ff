"""The admin's lists stand in the order in which a term needs them."""

from django.contrib import admin
from django.test import Client

from config.admin_site import ORDER


def test_lists_stand_in_order(admin_client: Client) -> None:
    apps = admin_client.get("/admin/").context["app_list"]
    (teaching,) = (app for app in apps if app["app_label"] == "quizzes")
    assert [one["object_name"] for one in teaching["models"]] == list(ORDER)


def test_every_list_of_the_app_has_its_place() -> None:
    named = {model.__name__ for model in admin.site._registry if model._meta.app_label == "quizzes"}
    assert named == set(ORDER)
