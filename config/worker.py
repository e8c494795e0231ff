"""gunicorn's threaded worker, in which only a connection that has something to say takes a thread."""

import signal
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

    def murder_pending(self) -> None:
        """Close, when the server stops, also the connections that have said nothing yet."""
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = 0
        super().murder_pending()

    def init_signals(self) -> None:
        super().init_signals()
        # Ctrl-C reaches every process of a terminal. A worker that it stops while gunicorn's own order to
        # stop comes in locks itself up for good; that order alone is enough.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
