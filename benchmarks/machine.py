"""What the figures were measured on, and how they are written down."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path


def print_figures(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A Markdown table, and under it the date, the machine and how busy it was."""
    print(f"\n{title}\n")
    for cells in (heads, ["---"] * len(heads), *rows):
        print("| " + " | ".join(str(cell) for cell in cells) + " |")
    print(f"\n{describe()}", flush=True)


def describe() -> str:
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores ({_processor()}), {_memory_gb():.0f} GB; "
        f"Python {platform.python_version()}; load average 1, 5 and 15 minutes: {load}."
    )


def median_and_p99(times: Sequence[float]) -> tuple[str, str]:
    """Of milliseconds."""
    return f"{statistics.median(times):.1f} ms", f"{statistics.quantiles(times, n=100)[98]:.1f} ms"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
