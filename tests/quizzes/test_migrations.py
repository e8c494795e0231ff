"""What migrations make of rows that are there."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from quizzes import actions
from quizzes.models import ProblemVersion


@pytest.mark.slow  # as are the migrations, which the fast tests do without
def test_versions_get_the_headings_of_their_documents(version: ProblemVersion) -> None:
    document = version.document.replace("topic: Neurons\n", "").replace("title: ", "title: A ")
    newer = actions.save_problem("sigmoid-neuron", document)
    assert (newer.title, newer.topic) == ("A Sigmoid neuron", "")
    migration = import_module("quizzes.migrations.0014_version_headings")
    state = MigrationLoader(connection).project_state(("quizzes", "0014_version_headings"))
    rows = state.apps.get_model("quizzes", "ProblemVersion").objects.order_by("number")
    rows.update(title="", topic="")
    migration.from_documents(state.apps, None)
    assert list(rows.values_list("title", "topic")) == [
        ("Sigmoid neuron", "Neurons"),
        ("A Sigmoid neuron", ""),
    ]
