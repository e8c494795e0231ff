"""gunicorn's threaded worker, in which only a connection that has something to say takes a thread."""

from concurrent.futures import Future

from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

_silent: Future[object] = Future()
_silent.set_result(_DEFER)


class PatientWorker(ThreadWorker):
    """Lets new connections wait for their first byte where gunicorn keeps those that stay silent.

    A browser opens connections ahead of need. gunicorn gives each a thread for five seconds to see whether
    something comes: eight of them, and eight threads are taken, and everybody else waits.
    """

    def enqueue_req(self, conn: TConn) -> None:
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
        else:
            self.finish_request(conn, _silent)
