"""Does what is queued, as the worker does."""

from django_tasks_db.models import DBTaskResult


def do_tasks() -> int:
    """Do what is queued, and return how many tasks that were."""
    tasks = list(DBTaskResult.objects.ready())
    for queued in tasks:
        queued.task.call(*queued.args_kwargs["args"], **queued.args_kwargs["kwargs"])
        queued.set_successful(None)
    return len(tasks)
