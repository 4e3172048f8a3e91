"""What shows others what somebody has learnt: certificates, the keys that sign them, and proof kept in accounts."""

import secrets
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from verkstad.core.codes import CODE_LETTERS
from verkstad.identity.models import User
from verkstad.learning.models.packages import Module, PackageEdition, ProvedWay
from verkstad.municipalities.models import Municipality

CODE_LENGTH = 12
LONGEST_NAME = 80


def new_code() -> str:
    """Nobody finds one of the 10^17 by trying."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def new_salt() -> str:
    return secrets.token_hex(16)


class IssuerKey(models.Model):
    """What a municipality signs badges with. ``secret`` is encrypted with the secret key of the program.

    One that is replaced signs nothing more, and what it has signed holds; of one that is revoked nothing holds.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="issuer_keys", db_index=False)
    issuer = models.CharField(max_length=300, help_text="The DID of the municipality when the key was made.")
    public = models.CharField(max_length=60, unique=True, help_text="As Multikey.")
    secret = models.TextField()
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "-made_at"]
        indexes = [models.Index(fields=["municipality", "-made_at"], name="issuerkey_of_municipality")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(replaced_at__isnull=True, revoked_at__isnull=True),
                name="issuerkey_one_is_used",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def address(self) -> str:
        """By which a signature names it."""
        return f"{self.issuer}#{self.public}"


class Certificate(models.Model):
    """That somebody has proved all modules of an edition. Whoever knows ``key`` holds it; ``code`` is for anybody."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="certificates", db_index=False)
    edition = models.ForeignKey(PackageEdition, models.RESTRICT, related_name="certificates")
    number = models.PositiveIntegerField(help_text="Its place in the list of what is revoked.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="As its holder wrote it.")
    salt = models.CharField(max_length=32, default=new_salt)
    language = models.CharField(max_length=3)
    issued_at = models.DateTimeField()
    proofs = models.JSONField(help_text="Of each module: key, way, day, and who confirmed it.")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["municipality", "-issued_at"]
        indexes = [models.Index(fields=["municipality", "-issued_at"], name="certificate_latest")]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="certificate_number_in_municipality"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_because=""), name="certificate_revoked_because"
            ),
        ]

    def __str__(self) -> str:
        """Not its holder, so that the audit trail does not keep what was taken away."""
        return self.code


class Confirmation(models.Model):
    """That a member of staff has seen somebody do what modules teach; whoever opens it by its code gets receipts."""

    edition = models.ForeignKey(PackageEdition, models.CASCADE, related_name="confirmations")
    modules = ArrayField(models.SlugField(max_length=60), help_text="Their keys.")
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    confirmed_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["-confirmed_at"]

    def __str__(self) -> str:
        return self.code


class Proof(models.Model):
    """That somebody who signs in has proved a module. ``confirmed_by`` is the name of who confirmed it by hand."""

    user = models.ForeignKey(User, models.CASCADE, related_name="proofs", db_index=False)
    module = models.ForeignKey(Module, models.RESTRICT, related_name="proofs")
    way = models.CharField(max_length=10, choices=ProvedWay)
    proved_on = models.DateField()
    confirmed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["user", "module"]
        constraints = [
            models.UniqueConstraint(fields=["user", "module"], name="proof_once"),
            models.CheckConstraint(condition=Q(way__in=ProvedWay.values), name="proof_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.module} {self.way}"
