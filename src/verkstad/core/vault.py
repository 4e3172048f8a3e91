"""Secrets that lie in the database and are of no use without the secret key of the program."""

import base64

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac


class Vault:
    """For one ``purpose``: what another has encrypted cannot be read here."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose

    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted: str) -> str:
        """Raises cryptography.fernet.InvalidToken for what was encrypted with another secret key."""
        return self._fernet().decrypt(encrypted.encode()).decode()

    def _fernet(self) -> Fernet:
        key = salted_hmac(self.purpose, "", algorithm="sha256").digest()
        return Fernet(base64.urlsafe_b64encode(key))
