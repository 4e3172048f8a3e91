"""The keys by which municipalities show that a copy comes from them.

Nothing is stored: a key is made anew each time, from the installation's own secret and the municipality.
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Nobody finds another key with the same hundred bits, and two people can read thirty digits to each other.
_GROUPS, _DIGITS = 6, 5


def key_of(municipality: str) -> Ed25519PrivateKey:
    """Of the municipality of this slug."""
    deriving = HKDF(algorithm=SHA256(), length=32, salt=b"verkstad.practice.sharing", info=municipality.encode())
    return Ed25519PrivateKey.from_private_bytes(deriving.derive(settings.SECRET_KEY.encode()))


def public_key(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def signature(key: Ed25519PrivateKey, content: bytes) -> str:
    return key.sign(content).hex()


def is_signed(content: bytes, signed: str, by: str) -> bool:
    """Whether the owner of the public key has signed just this."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(by)).verify(bytes.fromhex(signed), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(by: str) -> str:
    """Of a public key, in groups of digits for two people to compare by telephone."""
    number = int(hashlib.sha256(bytes.fromhex(by)).hexdigest(), 16) % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}}"
    return " ".join(digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS))
