"""A web server answers where nobody else does, or says why not."""

import socket
from argparse import ArgumentTypeError

import pytest

from verkstad.core.ports import Unusable, port, refuse_taken


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("8000", 8000), ("65535", 65535)])
def test_port_is_read(text, number):
    assert port(text) == number


@pytest.mark.parametrize("text", ["0", "65536", "-1", "99999999999999999999", "http", "²", ""])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(ArgumentTypeError, match="a port is a number from 1 to 65535"):
        port(text)


@pytest.mark.parametrize(
    ("host", "words"),
    [("127.0.0.1", "is taken by another program"), ("192.0.2.1", "cannot be used on 192.0.2.1")],
    ids=["taken", "of another machine"],
)
def test_port_that_cannot_be_answered_on_is_told_of(host, words):
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        with pytest.raises(Unusable, match=f"^Port {number} {words}"):
            refuse_taken(host, number)
    refuse_taken("127.0.0.1", number)


def test_address_that_is_none_is_told_of():
    with pytest.raises(Unusable, match=r"^There is no address 1\.2\.3\.4\.5$"):
        refuse_taken("1.2.3.4.5", 8000)
