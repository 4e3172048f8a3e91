"""How long pages take on the server, how many questions they ask the database, and how many bytes they are.

The whole program answers, from its outermost middleware to the last byte, one page at a time; Wagtail's database
search behind a plain page on the same rows does beside it. Needs the home made by benchmarks/load.py.

    uv run --group benchmark python benchmarks/pages.py [--pages 500] [--rounds 3]
"""

import argparse
import gzip
import io
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any
from urllib.parse import quote

from home import HOST, SERVICES, environment, start_django
from machine import median_and_p99, print_figures

PROGRAMS = {"Verkstad": "verkstad.config.settings", "Wagtail": "wagtail_baseline.settings"}
WARM_UP = 30


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long pages take on the server.")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", choices=PROGRAMS)
    arguments = parser.parse_args()
    if arguments.program:
        json.dump(measure_program(arguments.program, json.load(sys.stdin)), sys.stdout)
        return
    start_django()
    rows = []
    for program in PROGRAMS:
        paths = paths_of(program, arguments.pages)
        rounds = [run_program(program, paths) for _ in range(arguments.rounds)]
        rows += [figures(program, page, [one[page] for one in rounds]) for page in rounds[0]]
    heads = ["program", "page", "median", "99th percentile", "queries, most", "kB compressed, median", "most"]
    print_figures(f"{arguments.pages} pages of each kind, {arguments.rounds} rounds", heads, rows)


def run_program(program: str, paths: dict[str, list[str]]) -> dict[str, Any]:
    """In a process of its own, for a process has one set of settings."""
    command = [sys.executable, __file__, "--program", program]
    asked = json.dumps(paths).encode()
    done = subprocess.run(command, env=environment(), input=asked, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def figures(program: str, page: str, rounds: Sequence[dict[str, Any]]) -> list[object]:
    """Of several rounds the one in the middle by its median, and the most queries and bytes of any."""
    middle = sorted(rounds, key=lambda one: median(one["times"]))[len(rounds) // 2]
    sizes = [size / 1000 for one in rounds for size in one["sizes"]]
    queries = max(number for one in rounds for number in one["queries"])
    return [program, page, *median_and_p99(middle["times"]), queries, f"{median(sizes):.1f}", f"{max(sizes):.1f}"]


def measure_program(program: str, kinds: dict[str, list[str]]) -> dict[str, Any]:
    start_django(PROGRAMS[program])
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    return {name: measure(application, paths) for name, paths in kinds.items()}


def paths_of(program: str, pages: int) -> dict[str, list[str]]:
    """The addresses of each kind of page; the same questions and services for both programs."""
    import catalogue

    searches = [f"/sv/search/?q={quote(words)}" for words in catalogue.questions(pages)]
    numbers = random.Random(3).choices(range(SERVICES), k=pages)
    services = [f"/sv/services/{catalogue.slug(number)}/" for number in numbers]
    if program == "Wagtail":
        any_word = [f"{path}&any=1" for path in searches]
        return {"search": searches, "search for any of the words": any_word, "service": services}
    others = {"start": "/sv/", "places": "/sv/places/", "places near": "/sv/places/?lat=55.9&lon=13.1&open=1"}
    return {"search": searches, "service": services} | {name: [path] * (pages // 5) for name, path in others.items()}


def measure(application: Any, paths: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds until the last byte, queries of the page itself, and bytes when compressed, of each page."""
    for path in paths[:WARM_UP]:
        ask(application, path)
    times, queries, sizes = [], [], []
    for path in paths:
        elapsed, asked, body = ask(application, path)
        times.append(elapsed)
        queries.append(asked)
        sizes.append(len(gzip.compress(body, 6)))
    return {"times": times, "queries": queries, "sizes": sizes}


def ask(application: Any, path: str) -> tuple[float, int, bytes]:
    from django.db import connection

    asked = Count()
    answered: list[str] = []
    address, _, words = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "PATH_INFO": address,
        "QUERY_STRING": words,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    with connection.execute_wrapper(asked):
        start = time.perf_counter()
        response = application(environ, lambda status, headers: answered.append(status))
        body = b"".join(response)
        elapsed = 1000 * (time.perf_counter() - start)
    response.close()
    if answered != ["200 OK"]:
        raise SystemExit(f"{path}: {answered[0]}")
    return elapsed, asked.number, body


class Count:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *query: Any) -> Any:
        self.number += 1
        return execute(*query)


if __name__ == "__main__":
    main()
