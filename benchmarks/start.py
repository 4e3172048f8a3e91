"""How long it takes from a fresh clone to the first page, and the second start.

Clones this repository into a temporary folder and runs "make demo" there, with an empty cache of packages unless
--cached, so that all is brought over the network. The clone has what is committed.

    python benchmarks/start.py [--cached] [--port 8795]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from home import REPOSITORY
from machine import print_figures

READY = "/health/ready"
PAGE = "/bjorkhamn/sv/"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a fresh clone to the first page, and the second start.")
    parser.add_argument("--cached", action="store_true", help="Take packages from uv's cache on this machine.")
    parser.add_argument("--port", type=int, default=8795)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="verkstad-") as folder:
        clone = Path(folder) / "clone"
        variables = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        variables |= {} if arguments.cached else {"UV_CACHE_DIR": str(Path(folder) / "packages")}
        start = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
        cloned = time.perf_counter() - start
        first = started(clone, arguments.port, variables)
        second = started(clone, arguments.port, variables)
    packages = "packages from the cache" if arguments.cached else "packages over the network"
    rows = [
        ["git clone", f"{cloned:.1f} s"],
        [f"first `make demo` to the first page, {packages}", f"{first:.1f} s"],
        ["**fresh clone to the first page**", f"{cloned + first:.1f} s"],
        ["**second start**", f"{second:.1f} s"],
    ]
    print_figures("From a fresh clone to the first page", ["what", "time"], rows)


def started(clone: Path, port: int, variables: dict[str, str]) -> float:
    """Seconds until the program says that it is ready and shows its first page; then it is stopped."""
    make = ["make", "--silent", "-C", str(clone), f"PORT={port}", f"VERKSTAD_HOME={clone / '.verkstad'}"]
    start = time.perf_counter()
    try:
        subprocess.run([*make, "demo", "BACKGROUND=1"], env=variables, check=True, stdout=sys.stderr)
        for path in (READY, PAGE):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
                response.read()
        return time.perf_counter() - start
    finally:
        subprocess.run([*make, "stop"], env=variables, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
