"""What can be chosen from in a resource's fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgentRole(models.TextChoices):
    """What somebody did for a resource (roles of Dublin Core and the Citation Style Language)."""

    AUTHOR = "author", _("author")
    EDITOR = "editor", _("editor")
    TRANSLATOR = "translator", _("translator")


class IdentifierKind(models.TextChoices):
    """A kind of identifier that is the same all over the world."""

    DOI = "doi", "DOI"
    ISBN = "isbn", "ISBN"
    ISSN = "issn", "ISSN"
    URL = "url", _("web address")


class RelationKind(models.TextChoices):
    """How a resource stands to another one (Dublin Core's relations)."""

    PART_OF = "part-of", _("is part of")
    TRANSLATION_OF = "translation-of", _("is a translation of")
    VERSION_OF = "version-of", _("is a version of")


class FileRole(models.TextChoices):
    """What a file or link of a resource is."""

    WORK = "work", _("the resource itself")
    SUMMARY = "summary", _("a summary")
    ANNEX = "annex", _("an annex")
    TRANSCRIPT = "transcript", _("a transcript")
    CAPTIONS = "captions", _("captions")
