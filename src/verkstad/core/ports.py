"""The port that a web server is to answer on."""

import errno
import os
import socket
from argparse import ArgumentTypeError

LAST_PORT = 65_535


class Unusable(Exception):
    """The port cannot be answered on; says why."""


def port(text: str) -> int:
    """As the type of an argument."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT:
        return int(text)
    raise ArgumentTypeError(f"a port is a number from 1 to {LAST_PORT}, not “{text}”")


def refuse_taken(host: str, port: int) -> None:
    """Raises Unusable. A web server with several processes shares its port, also with a stranger, without a word."""
    try:
        family, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.create_server(address[:2], family=family):
            pass
    except socket.gaierror as error:
        raise Unusable(f"There is no address {host}") from error
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"cannot be used on {host} ({os.strerror(error.errno or 0)})"
        raise Unusable(f"Port {port} {why}") from error
