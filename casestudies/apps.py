"""Django's entry for this app."""

from django.apps import AppConfig


class CaseStudiesConfig(AppConfig):
    """Label ``casestudies``."""

    name = "casestudies"
