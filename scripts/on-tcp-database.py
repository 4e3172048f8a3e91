"""Run a command with DATABASE_URL naming a PostgreSQL that is reached over TCP with a password."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from verkstad.config.database import served_over_tcp


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


with tempfile.TemporaryDirectory() as folder, served_over_tcp(Path(folder) / "postgres", free_port()) as url:
    code = subprocess.run(sys.argv[1:], check=False, env=os.environ | {"DATABASE_URL": url}).returncode
sys.exit(code)
