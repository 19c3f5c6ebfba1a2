"""The lists that concepts belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """A concept scheme (SKOS). The value stands in addresses and data files."""

    THEME = "theme", _("Themes")
    POPULATION_GROUP = "population-group", _("Population groups")
    AIM = "aim", _("Ultimate aims")
    APPROACH = "approach", _("Approaches")
    ROLE = "role", _("Roles of civil society")
    TREND = "trend", _("Global trends")
    FOCUS_QUESTION = "focus-question", _("Focus questions")
    CRITERION = "criterion", _("Selection criteria")
    MATURITY = "maturity", _("Maturity")
    SUCCESS_FACTOR = "success-factor", _("Success factors")
    TECHNOLOGY_PRACTICE = "technology-practice", _("Technology and data practice")
    SCALING_PATH = "scaling-path", _("Scaling paths")
    SDG = "sdg", _("Sustainable Development Goals")
    SDG_TARGET = "sdg-target", _("Targets of SDG 11")
    NUA_COMMITMENT = "nua-commitment", _("New Urban Agenda commitments")
    ORGANISATION_KIND = "organisation-kind", _("Kinds of organisation")
    RESOURCE_TYPE = "resource-type", _("Resource types")
    REGION = "region", _("Regions")
    COUNTRY = "country", _("Countries")
    NORTH_SOUTH = "north-south", _("Global South and North")
    KEYWORD = "keyword", _("Keywords")
