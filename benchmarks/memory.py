"""The memory of processes, as Linux counts it."""

from pathlib import Path


def most_bytes(pid: int | str = "self") -> int:
    """Return how many bytes a process has held in memory at the most; 0 where that cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
