"""What the server does with each of its processes."""

import gc

from config.gunicorn import post_worker_init


def test_what_the_program_is_made_of_is_not_collected_again() -> None:
    gc.unfreeze()
    try:
        post_worker_init(None)
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 1_000
    finally:
        gc.unfreeze()
