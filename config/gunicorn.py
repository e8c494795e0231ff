"""How gunicorn serves the site: threads, so that a browser's idle connections block nobody."""

import gc
import os

_port = os.environ.get("PORT", "8000")
_local = os.environ.get("LOCAL", "").lower() in {"1", "true", "yes", "on"}

wsgi_app = "config.wsgi:application"
# LOCAL means plain HTTP and no secure cookies: never where another machine could reach it.
bind = f"127.0.0.1:{_port}" if _local else os.environ.get("BIND", f"127.0.0.1:{_port}")
worker_class = "config.worker.PatientWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "1" if _local else str(os.cpu_count() or 1)))
threads = int(os.environ.get("THREADS", "8"))
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
# A worker that finds its heartbeat on a slow disk late would be killed in the middle of an exam.
timeout = 60
# A stop waits this long for requests under way.
graceful_timeout = 4 if _local else 10
keepalive = 15
loglevel = "warning" if _local else "info"
control_socket_disable = True


def post_worker_init(_worker: object) -> None:
    """Look through what the program is made of never again: a whole collection would hold a request up."""
    gc.collect()
    gc.freeze()
