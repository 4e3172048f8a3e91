"""How old people are, as coarsely as it is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    UNDER_18 = "under_18", _("Under 18")
    FROM_18 = "18_29", "18–29"
    FROM_30 = "30_49", "30–49"
    FROM_50 = "50_64", "50–64"
    FROM_65 = "65_79", "65–79"
    FROM_80 = "80_plus", _("80 or older")
