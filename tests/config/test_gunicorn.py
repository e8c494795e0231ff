"""What the server does with each of its processes."""

import subprocess
import sys

AFTER = """
import gc
from config.gunicorn import post_worker_init
held = gc.get_objects()
post_worker_init(None)
print(gc.get_freeze_count() > len(held) // 2, len(gc.get_objects()) < len(held) // 10)
"""


def test_what_the_program_is_made_of_is_not_collected_again() -> None:
    done = subprocess.run([sys.executable, "-c", AFTER], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"
