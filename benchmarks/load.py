"""How long ten thousand services take to load: saved with audit rows, and made searchable.

Makes the home in which the other commands measure, anew each time.

    python benchmarks/load.py [--services 10000] [--places 1000]
"""

import argparse
import shutil
import time
from collections.abc import Callable
from itertools import batched

from home import HOME, PLACES, SERVICES, start_django
from machine import print_figures

AT_A_TIME = 500


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long services take to load.")
    parser.add_argument("--services", type=int, default=SERVICES)
    parser.add_argument("--places", type=int, default=PLACES)
    arguments = parser.parse_args()
    shutil.rmtree(HOME, ignore_errors=True)
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    steps = load(arguments.services, arguments.places)
    whole = sum(seconds for _, seconds in steps[:2])
    rows = [
        [name, f"{seconds:.1f} s"] for name, seconds in [*steps[:2], ("**services, searchable**", whole), *steps[2:]]
    ]
    print_figures(f"Loading {arguments.services} services and {arguments.places} places", ["what", "time"], rows)


def load(services: int, places: int) -> list[tuple[str, float]]:
    import catalogue

    from verkstad.search.actions import keep_index, rebuild_index
    from verkstad.services.actions import save_services
    from verkstad.services.data import Scope

    town = catalogue.make_municipality()
    made = list(catalogue.made_services(services))

    def save() -> None:
        for batch in batched(made, AT_A_TIME):
            save_services(batch, scope=Scope(municipality=town), publish=True)

    return [
        (f"save {services} services", timed(save)),
        ("build the search index", timed(lambda: rebuild_index(town))),
        (f"save {places} places with hours", timed(lambda: catalogue.make_places(town, places))),
        ("make the places searchable", timed(keep_index)),
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
