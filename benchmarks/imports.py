"""How long an import takes and how much memory, from a file to services in the catalogue.

Each case runs in a process of its own, so that its peak of memory is its own, in a database that is thrown away. An
HSDS service brings a tenth of an organisation and no place. Own CPU is that of the process, without the database's.

    python benchmarks/imports.py [--rows 1000 10000]
"""

import argparse
import atexit
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from home import environment, start_django, start_with_town
from openpyxl import Workbook
from rich.console import Console
from rich.table import Table

TEXT = "Så här går det till. " * 20


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long an import takes.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--case", nargs=3, metavar=("FORMAT", "FILE", "HOME"), help="what a process of its own does")
    arguments = parser.parse_args()
    if arguments.case:
        run(*arguments.case)
        return
    folder = Path(tempfile.mkdtemp(prefix="verkstad-imports-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    start_with_town(folder)
    table = Table("file", "rows", "megabytes", "read s", "write s", "again s", "own CPU s", "peak MB")
    for number in arguments.rows:
        for name, write in (("table", write_xlsx), ("hsds", write_hsds)):
            file = folder / f"{name}-{number}"
            write(file, number)
            table.add_row(name, str(number), f"{file.stat().st_size / 1e6:.1f}", *measured(name, file, folder))
    Console().print(table)


def measured(name: str, file: Path, home: Path) -> list[str]:
    command = [sys.executable, __file__, "--case", name, str(file), str(home)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(home)).stdout
    return [f"{value:.1f}" for value in json.loads(output)]


def run(name: str, file: str, home: str) -> None:
    start_django(home=Path(home))
    from verkstad.municipalities.models import Municipality
    from verkstad.services.importing import actions
    from verkstad.services.importing.formats import formats

    def bring() -> float:
        nonlocal one
        started = time.perf_counter()
        with Path(file).open("rb") as content:
            parts = iter(lambda: content.read(1_000_000), b"")
            one = actions.request_import(
                formats()[name], municipality=Municipality.objects.get(), name=file, content=parts, source=file
            )
        actions.work(one)
        assert one.state == "planned", one.problem
        return time.perf_counter() - started

    one = None
    read = bring()
    started = time.perf_counter()
    actions.start_import(one)
    actions.work(one)
    written = time.perf_counter() - started
    again = bring()
    print(json.dumps([read, written, again, time.process_time(), peak_megabytes()]))


def peak_megabytes() -> float:
    """Of this process alone: getrusage would count what its parent had before it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def write_xlsx(file: Path, number: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Own number", "Name", "In short", "Description", "Web address", "Phone"])
    for row in range(number):
        name = f"Tjänst {row} av {number}"
        sheet.append([row, name, "Kort om saken.", f"{row} {TEXT}", f"https://example.org/{row}", "0123-45 67 89"])
    book.save(file)


def write_hsds(file: Path, number: int) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write('{"contents": [')
        for row in range(number):
            service = {
                "id": f"{row}",
                "name": f"Service {row} of {number}",
                "status": "active",
                "description": f"{row} {TEXT}",
                "url": f"https://example.org/{row}",
                "phones": [{"id": "1", "number": "0123-45 67 89"}],
                "organization": {"id": f"{row // 10}", "name": f"Organisation {row // 10} of {number}"},
            }
            out.write(("," if row else "") + json.dumps(service))
        out.write("]}")


if __name__ == "__main__":
    main()
