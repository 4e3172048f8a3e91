"""Bring what tests need of the npm registry into .cache/npm, each package in one version: what their own e-services are
built of, and what judges learning records (xapi-validation, with rulr and lodash) and badges.

A packed file whose bytes are not those we know is not unpacked.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "npm"
# With all that it needs, whose versions and bytes its package-lock.json tells.
VERIFIER = FOLDER.parents[1] / "tests" / "learning" / "verifier"
PACKAGES = {
    "govuk-frontend-6.6.0": "c5cb645ab42f2e7bd0b7b7f28d0dcc197f52d30cf4c74450b8bc427a85c5facf"
    "048c62021bcd7f0d840628de6a80efb42954f5d9401a47052c198e9fba545c46",
    "dkfds-11.2.0": "26e55ff0d8c439e17e4ca2211055dadc17d9be4d6e95033cf9737ee908600e8e"
    "a48b0c2fba9c81637e185381609417b21561db1399980e69eb7184d63922a410",
    "xapi-validation-2.1.4": "be50028379ab9cb25d62837ac2988548524258b885b6b121141fcc87a338ec3e"
    "d1b176cdf61fc398d69071100ea47ac1e685c70a6548097fa8e540a21e989819",
    "rulr-4.0.2": "c23c9b78755c127c5d98730d92dcdec3302030a8b023da29d8dcd26ace57b9a5"
    "52628c511a750f37c553fe2e8f1ee0462aab29fffadc2881c26b3193c1c54ebc",
    "lodash-4.17.21": "bf690311ee7b95e713ba568322e3533f2dd1cb880b189e99d4edef13592b8176"
    "4daec43e2c54c61d5c558dc5cfb35ecb85b65519e74026ff17675b6f8f916f4a",
}
INSTALL_NPM = {
    "apt-get": ["install", "-qq", "-y", "npm"],
    "dnf": ["install", "-q", "-y", "npm"],
    "brew": ["install", "-q", "node"],
}


def main() -> None:
    missing = [package for package in PACKAGES if not (FOLDER / package).is_dir()]
    lacks_verifier = not has_verifier()
    if not missing and not lacks_verifier:
        return
    print("Fetching packages of the npm registry for the tests ...", file=sys.stderr)
    if not shutil.which("npm"):
        install_npm()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in missing:
        fetch(package)
    if lacks_verifier:
        fetch_verifier()


def has_verifier() -> bool:
    """In today's versions."""
    there = FOLDER / "verifier" / "package-lock.json"
    return there.is_file() and there.read_bytes() == (VERIFIER / there.name).read_bytes()


def fetch_verifier() -> None:
    """In place under its final name only when whole. No package runs anything here."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(VERIFIER / name, folder)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--silent"], cwd=folder, check=True)
        shutil.rmtree(FOLDER / "verifier", ignore_errors=True)
        shutil.copytree(folder, FOLDER / "verifier")


def install_npm() -> None:
    tool = next(filter(shutil.which, INSTALL_NPM), None)
    if tool is None:
        sys.exit("The tests need npm; install Node.js.")
    as_root = ["sudo", "-n"] if tool != "brew" and os.geteuid() != 0 else []
    subprocess.run([*as_root, tool, *INSTALL_NPM[tool]], check=True, stdout=subprocess.DEVNULL)


def fetch(package: str) -> None:
    """In place under its final name only when whole."""
    name, _, version = package.rpartition("-")
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{name}@{version}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        packed = Path(folder) / f"{package}.tgz"
        if hashlib.sha512(packed.read_bytes()).hexdigest() != PACKAGES[package]:
            sys.exit(f"What the registry sent as {package} is not what we know; nothing was unpacked.")
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        (Path(folder) / "package").rename(FOLDER / package)


if __name__ == "__main__":
    main()
