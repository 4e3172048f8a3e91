"""Install uv into the folder given, with whatever this Python has: pip, or nothing but its standard library.

Runs on Python 3.8 and later.
"""

import hashlib
import json
import os
import platform
import re
import stat
import subprocess
import sys
import urllib.request
import zipfile
from io import BytesIO

INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def main(folder):
    if by_pip(folder):
        return
    wheel = choose(files())
    with urllib.request.urlopen(wheel["url"]) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != wheel["hashes"]["sha256"]:
        sys.exit("The downloaded uv is not what the package index promised; try again.")
    unpack(content, os.path.join(folder, "bin"))


def by_pip(folder):
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--target",
        folder,
        "uv",
    ]
    return subprocess.call(command, stderr=subprocess.DEVNULL) == 0


def files():
    request = urllib.request.Request(INDEX + "/uv/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["files"]


def choose(candidates):
    """The newest released wheel for this machine."""
    machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
    libc = "musllinux" if platform.libc_ver()[0] != "glibc" else "manylinux"
    system = "macosx" if sys.platform == "darwin" else libc
    machines = ("arm64",) if (system, machine) == ("macosx", "aarch64") else (machine,)
    fitting = [
        file
        for file in candidates
        if system in file["filename"] and file["filename"].endswith(tuple(m + ".whl" for m in machines))
    ]
    if not fitting:
        sys.exit("There is no uv for this machine; install it by hand: https://docs.astral.sh/uv/")
    return max(fitting, key=lambda file: [int(part) for part in re.findall(r"\d+", file["filename"].split("-")[1])])


def unpack(content, folder):
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        target = os.path.join(folder, "uv")
        with open(target, "wb") as file:
            file.write(archive.read(name))
    os.chmod(target, os.stat(target).st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main(sys.argv[1])
