"""The house stands as drawn: what imports what, and what is private to whom."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PRIVATE = {"views", "forms", "tasks", "urls"}
FORBIDDEN_NAMES = {"utils", "helpers", "managers", "signals", "common", "misc"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("verkstad", cache_dir=str(REPOSITORY / ".cache" / "grimp"))


def test_contracts_on_imports_are_kept():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, check=False, cwd=REPOSITORY, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_web_modules_are_private_to_their_app(graph):
    strays = [
        f"{importer} -> {module}"
        for module in graph.modules
        if (parts := module.split("."))[2:3] and parts[2] in PRIVATE
        for importer in graph.find_modules_that_directly_import(module)
        if importer.split(".")[1] not in (parts[1], "config")
    ]
    assert strays == []


def test_no_module_is_a_junk_drawer(graph):
    assert [module for module in graph.modules if FORBIDDEN_NAMES & set(module.split("."))] == []


def test_no_exception_is_made_to_the_contracts():
    assert "ignore_imports =" not in (REPOSITORY / "pyproject.toml").read_text()
