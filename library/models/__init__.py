"""Records, collections, imports, suggestions and care of the library."""

from library.models.care import Download, LinkCheck
from library.models.collections import CollectionItem, CollectionPage
from library.models.imports import ColumnMapping, Import, ImportRow, KeywordMapping
from library.models.records import (
    LibraryIndexPage,
    ResourceAgent,
    ResourceCitation,
    ResourceConcept,
    ResourceFile,
    ResourceIdentifier,
    ResourcePage,
    ResourcePlace,
    ResourceRelation,
    ResourceTag,
)
from library.models.suggestions import Suggestion, SuggestionAnswer

__all__ = [
    "CollectionItem",
    "CollectionPage",
    "ColumnMapping",
    "Download",
    "Import",
    "ImportRow",
    "KeywordMapping",
    "LibraryIndexPage",
    "LinkCheck",
    "ResourceAgent",
    "ResourceCitation",
    "ResourceConcept",
    "ResourceFile",
    "ResourceIdentifier",
    "ResourcePage",
    "ResourcePlace",
    "ResourceRelation",
    "ResourceTag",
    "Suggestion",
    "SuggestionAnswer",
]
