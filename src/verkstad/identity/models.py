"""Who somebody is, and what they may do where."""

import uuid
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality


class User(AbstractUser):
    """A person who signs in. Known in addresses and in the audit trail by ``public_id``, never by row number."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="user_email_unique"),
        ]

    @property
    def name(self) -> str:
        return self.get_full_name() or self.email


class Role(models.TextChoices):
    """What a member may do; each role may do all that those before it may."""

    READER = "reader", _("Reader")
    HELPER = "helper", _("Helper")
    SERVICE_OWNER = "service_owner", _("Service owner")
    EDITOR = "editor", _("Editor")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(suspended_at=None, user__is_active=True)

    def with_role(self, least: Role) -> Self:
        """Those who may do what ``least`` may."""
        return self.filter(role__in=[role for role in Role if role.rank >= least.rank])


class Membership(models.Model):
    """The one role that a person has in a municipality."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    language = models.CharField(max_length=3, blank=True, help_text="Chosen for letters and staff pages, if any.")
    joined_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.CharField(max_length=40, blank=True, help_text="As the audit trail names people.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "municipality"], name="membership_once_in_municipality"),
            models.CheckConstraint(
                condition=models.Q(suspended_at=None, suspended_by="")
                | (models.Q(suspended_at__isnull=False) & ~models.Q(suspended_by="")),
                name="membership_suspended_at_by",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user.name}, {self.role}"

    @property
    def actor(self) -> str:
        """How the audit trail names this person."""
        return str(self.user.public_id)

    @property
    def reads(self) -> str:
        """The language of letters: the chosen one while the municipality has it, or else its main one."""
        is_chosen = self.language in self.municipality.languages
        return self.language if is_chosen else self.municipality.main_language

    def has(self, least: Role) -> bool:
        """Whether this member may do what the role may."""
        return Role(self.role).rank >= least.rank


class RecoveryCode(models.Model):
    """Signs a person in once instead of their second factor. Only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"A recovery code of {self.user}"


class Invitation(models.Model):
    """A letter with a link that makes its reader a member, until it expires. Only the link's hash is kept."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    email = models.EmailField()
    role = models.CharField(max_length=16, choices=Role)
    hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "municipality",
                condition=models.Q(accepted_at=None),
                name="invitation_one_open_for_email",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.role}"
