"""Pages per second from the web server as it is run, with one worker per core, and how much memory a worker takes.

Eight readers ask over kept connections, each as fast as it is answered. They share the cores with the server and the
database, so a server by itself answers more. Wagtail's database search behind a plain page on the same rows, on the
same web server, stands beside. Needs the home made by benchmarks/load.py and benchmarks/wagtail_baseline/load.py.

    uv run --group benchmark python benchmarks/throughput.py [--seconds 10] [--rounds 3]
"""

import argparse
import itertools
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from home import HOST, REPOSITORY, environment, start_django
from machine import print_figures
from pages import paths_of

WORKERS = 2
READERS = 8
PAGES_BEFORE_MEMORY = 2_000
SERVERS = {
    "Verkstad": ["verkstad.config.cli", "serve"],
    "Wagtail": ["granian", "--interface", "wsgi", "--blocking-threads", "4", "wagtail_baseline.wsgi:application"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how many pages are answered in a second.")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    start_django()
    rows = []
    for program in SERVERS:
        found = paths_of(program, 500)
        kinds = {name: found[name] for name in ("search", "service")} | {"visit": visits(found)}
        port = free_port()
        with served(program, port) as server:
            ask(port, kinds["visit"], pages=PAGES_BEFORE_MEMORY)
            memory = [megabytes(worker) for worker in children(server.pid)]
            for kind, paths in kinds.items():
                rates = [ask(port, paths, seconds=arguments.seconds) for _ in range(arguments.rounds)]
                rows.append([program, kind, f"{median(rates):.0f}", f"{min(rates):.0f} to {max(rates):.0f}"])
        pss, rss = zip(*memory, strict=True)
        memory_row = ["memory per worker, its share (PSS)", f"{max(pss):.0f} MB", f"resident {max(rss):.0f} MB"]
        rows.append([program, *memory_row])
    title = f"{WORKERS} workers, {READERS} readers, {arguments.seconds:.0f} s for each, {arguments.rounds} rounds"
    print_figures(title, ["program", "page", "pages per second, median", "spread"], rows)


def visits(found: dict[str, list[str]]) -> list[str]:
    """The way from the start page through a search to a service and to help near; of Wagtail what it has of these."""
    way = [found[name] for name in ("start", "search", "service", "places near") if name in found]
    longest = max(map(len, way))
    steps = zip(*(itertools.islice(itertools.cycle(paths), longest) for paths in way), strict=True)
    return [path for step in steps for path in step]


@contextmanager
def served(program: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    module, *options = SERVERS[program]
    command = [sys.executable, "-m", module, *options, "--port", str(port), "--workers", str(WORKERS)]
    variables = environment() | {"PYTHONPATH": str(REPOSITORY / "benchmarks")}
    variables.pop("DJANGO_SETTINGS_MODULE")
    server = subprocess.Popen(command, env=variables)
    try:
        wait_for(port)
        yield server
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            return Connection(port).read("/sv/search/?q=bygglov")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def ask(port: int, paths: Sequence[str], *, seconds: float = 3600, pages: int = sys.maxsize) -> float:
    """Pages per second; until the time is over or so many pages have come."""
    todo = iter(itertools.islice(itertools.cycle(paths), pages))
    lock = threading.Lock()
    answered = [0] * READERS
    start = time.monotonic()

    def read(reader: int) -> None:
        connection = Connection(port)
        while time.monotonic() < start + seconds:
            with lock:
                path = next(todo, None)
            if path is None:
                return
            connection.read(path)
            answered[reader] += 1

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(answered) / (time.monotonic() - start)


class Connection:
    """A kept connection that costs little: the readers share the cores with the server."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.answers = self.socket.makefile("rb")

    def read(self, path: str) -> None:
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        status, length = self.answers.readline(), 0
        while (line := self.answers.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if b" 200 " not in status or not length:
            raise SystemExit(f"{path}: {status.decode()}, {length} bytes")
        self.answers.read(length)


def children(parent: int) -> list[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        number, _, rest = stat.read_text().partition(" ")
        parents[int(number)] = int(rest.rpartition(")")[2].split()[1])
    return [number for number, over in parents.items() if over == parent]


def megabytes(process: int) -> tuple[float, float]:
    """Its share of memory, where what it shares with others is divided, and all that is resident."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    kilobytes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
    return kilobytes["Pss:"] / 1000, kilobytes["Rss:"] / 1000


if __name__ == "__main__":
    main()
