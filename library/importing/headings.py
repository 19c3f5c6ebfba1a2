"""Headings of tables as programs and people write them, in the site's languages."""

from functools import lru_cache

from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold

_HEADINGS = {
    "title": "title|titre|titulo|العنوان|titel|name",
    "summary": "summary|abstract|abstract note|description|resume|resumen|descripcion|الملخص|"
    "ملخص|الوصف",
    "why": "why|why it matters|why it matters here|note",
    "kind": "kind|type|item type|resource type|kind of resource|type of resource|genre|"
    "type de ressource|type de document|tipo|tipo de recurso|النوع|نوع المورد",
    "authors": "author|authors|author(s)|creator|creators|agents|written by|auteur|auteurs|"
    "auteur(s)|autor|autores|autor(es)|المؤلف|المؤلفون",
    "editors": "editor|editors|editor(s)|directeur|المحرر|المحررون",
    "translators": "translator|translators|traducteur|traductor|المترجم",
    "date": "date|year|published|publication year|year of publication|date of publication|"
    "publication date|annee|ano|fecha|السنه|التاريخ|سنه النشر",
    "publisher": "publisher|published by|organisation|organization|institution|editeur|"
    "editorial|publicado por|الناشر",
    "container": "container|journal|publication title|book title|series|stands in|periodical|"
    "container title|source title|revue|revista|المجله",
    "volume": "volume|vol|vol.|المجلد",
    "issue": "issue|number|no|no.|numero|العدد",
    "page_range": "page range|pages in it|pages (from-to)",
    "page_count": "page count|number of pages|num pages|pages|nombre de pages|"
    "numero de paginas|عدد الصفحات",
    "minutes": "minutes|length in minutes|duration|duree|duracion|المده",
    "languages": "languages|language|language(s)|langue|langues|idioma|idiomas|lengua|اللغه|اللغات",
    "language": "language of the record|language of title",
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "urls": "url|urls|link|links|web address|website|adresse|lien|enlace|الرابط|رابط",
    "licence": "licence|license|rights|licence or rights|droits|licencia|derechos|الرخصه|الترخيص",
    "rights_holder": "rights holder|rights held by|copyright",
    "access": "access|who may see it",
    Scheme.THEME.value: "theme|themes|topic|topics|tema|temas|الموضوع|المواضيع",
    Scheme.POPULATION_GROUP.value: "population group|population groups|groupes de population|"
    "grupos de poblacion|الفئات السكانيه",
    Scheme.SDG_TARGET.value: "sdg target|sdg targets|targets of sdg 11",
    Scheme.ORGANISATION_KIND.value: "audience|organisation kind|for whom|public cible|"
    "destinatarios|الجمهور",
    "places": "place|places|places covered|coverage|country|countries|city|cities|lieu|lieux|"
    "pays|lugar|lugares|pais|paises|المكان|الاماكن|البلد",
    "tags": "tags|keywords|key words|manual tags|automatic tags|subject|subjects|mots-cles|"
    "mots cles|palabras clave|etiquetas|الكلمات المفتاحيه|كلمات مفتاحيه",
    "collections": "collection|collections|coleccion|colecciones|المجموعه|المجموعات",
    "files": "file|files|file name|file attachments|fichier|fichiers|archivo|archivos|الملف|"
    "الملفات",
    "justcities": "justcities",
    "key": "key|id|citation key|identifier|identifiant|المعرف",
}


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    known: dict[str, str] = {}
    for field, names in _HEADINGS.items():
        for name in (field, *names.split("|")):
            known.setdefault(_plain(name), field)
    return known


def _plain(heading: str) -> str:
    return fold(heading.replace("_", " ").replace("-", " ")).strip(" *:")


def field_of(heading: str) -> str:
    """Return the field that a heading means, or an empty string."""
    return _fields().get(_plain(heading), "")
