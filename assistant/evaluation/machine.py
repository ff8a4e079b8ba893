"""What is measured about the machine."""

from __future__ import annotations

import os
import platform
import sys


def describe() -> dict[str, str]:
    """The machine and the interpreter, so that times can be judged."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
    }


def peak_memory() -> float | None:
    """The largest resident memory of this process so far, in MiB; None on Windows, where nothing here tells it."""
    if sys.platform == "win32":
        return None
    import resource

    # Linux counts in KiB, macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
