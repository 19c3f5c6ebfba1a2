"""Coded facts whose values are fixed in code."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether what the case study tells goes on."""

    RUNNING = "running", _("Running")
    CHANGED = "changed", _("Changed")
    ENDED = "ended", _("Ended")


class Precision(models.TextChoices):
    """How exactly the place is shown. Nothing on the site shows more."""

    EXACT = "exact", _("The place itself")
    NEAR = "near", _("The city, not the place in it")
    REGION = "region", _("Only the country or region")


class CostBand(models.TextChoices):
    """What it cost in all, in US dollars."""

    UNDER_10K = "under-10k", _("under 10,000 US dollars")
    FROM_10K = "10k-50k", _("10,000 to 50,000 US dollars")
    FROM_50K = "50k-100k", _("50,000 to 100,000 US dollars")
    FROM_100K = "100k-500k", _("100,000 to 500,000 US dollars")
    FROM_500K = "500k-1m", _("500,000 to 1 million US dollars")
    OVER_1M = "over-1m", _("over 1 million US dollars")


class OrganisationRole(models.TextChoices):
    """What an organisation did in a case study."""

    LEAD = "lead", _("lead")
    PARTNER = "partner", _("partner")
    FUNDER = "funder", _("funder")
    DUTY_BEARER = "duty-bearer", _("public authority")
    ADVISER = "adviser", _("adviser")
