"""Bring what the tests' own e-services are built of into .cache/npm: packages of the npm registry, each in one version.

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
PACKAGES = {
    "govuk-frontend-6.6.0": "c5cb645ab42f2e7bd0b7b7f28d0dcc197f52d30cf4c74450b8bc427a85c5facf"
    "048c62021bcd7f0d840628de6a80efb42954f5d9401a47052c198e9fba545c46",
    "dkfds-11.2.0": "26e55ff0d8c439e17e4ca2211055dadc17d9be4d6e95033cf9737ee908600e8e"
    "a48b0c2fba9c81637e185381609417b21561db1399980e69eb7184d63922a410",
}
INSTALL_NPM = {
    "apt-get": ["install", "-qq", "-y", "npm"],
    "dnf": ["install", "-q", "-y", "npm"],
    "brew": ["install", "-q", "node"],
}


def main() -> None:
    missing = [package for package in PACKAGES if not (FOLDER / package).is_dir()]
    if not missing:
        return
    print("Fetching", ", ".join(missing), "for the tests' own e-services ...", file=sys.stderr)
    if not shutil.which("npm"):
        install_npm()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in missing:
        fetch(package)


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
