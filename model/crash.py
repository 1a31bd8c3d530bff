"""Named crash points: where a test may end the process as a power cut would; nothing happens outside tests."""

import os
import signal

VARIABLE = "BAOSHAO_CRASH_AT"


def crash_point(name: str) -> None:
    """End this process at once with SIGKILL where the environment variable BAOSHAO_CRASH_AT holds this name."""
    if os.environ.get(VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)
