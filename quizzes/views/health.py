"""Whether the site can serve: asked by a load balancer or a container's health check, without a login."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated: set[str] = set()


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration; 503 otherwise."""
    problem = _problem()
    if problem:
        return JsonResponse({"status": "failing", "problem": problem}, status=503)
    return JsonResponse({"status": "ok"})


def _problem() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "" if _is_migrated() else "migrations are missing"
    except DatabaseError:
        return "the database does not answer"


def _is_migrated() -> bool:
    # A database that has every migration of this code keeps them: found once, never looked for again.
    name = str(connection.settings_dict["NAME"])
    if name not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(name)
    return True
