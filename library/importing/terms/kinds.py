"""Types of other programs, as notations of the scheme *resource type*.

A type that fits none of ours (a book, an artwork) or any of them is left open: an empty kind.
"""

RESEARCH, LAW = "research-paper", "law-model-text"

RIS = {
    **dict.fromkeys(
        ("JOUR", "EJOUR", "CHAP", "ECHAP", "THES", "CPAPER", "CONF", "UNPB", "INPR", "MGZN"),
        RESEARCH,
    ),
    **dict.fromkeys(("RPRT", "GOVDOC", "BOOK", "EBOOK", "EDBOOK"), "report"),
    **dict.fromkeys(("STAT", "LEGAL", "BILL", "CASE", "HEAR", "UNBILL", "STAND"), LAW),
    **dict.fromkeys(("ELEC", "WEB", "BLOG"), "website"),
    **dict.fromkeys(("VIDEO", "MPCT", "ADVS"), "video"),
    **dict.fromkeys(("DATA", "DBASE", "AGGR"), "dataset"),
    "SOUND": "audio",
    "SLIDE": "presentation",
    "MAP": "map",
    "COMP": "software",
    "PAMP": "poster",
}

# EndNote's own names, with which a tagged export (.enw) begins each record.
ENDNOTE = {
    **dict.fromkeys(
        (
            "journal article",
            "electronic article",
            "magazine article",
            "book section",
            "electronic book section",
            "thesis",
            "conference paper",
            "conference proceedings",
            "unpublished work",
            "manuscript",
        ),
        RESEARCH,
    ),
    **dict.fromkeys(
        ("report", "book", "edited book", "electronic book", "government document"), "report"
    ),
    **dict.fromkeys(("statute", "legal rule or regulation", "bill", "case", "standard"), LAW),
    **dict.fromkeys(("web page", "blog", "electronic source"), "website"),
    **dict.fromkeys(("film or broadcast", "audiovisual material", "video"), "video"),
    **dict.fromkeys(("dataset", "online database", "aggregated database"), "dataset"),
    "podcast": "audio",
    "map": "map",
    "computer program": "software",
    "pamphlet": "poster",
}

BIBTEX = {
    **dict.fromkeys(
        (
            "article",
            "inbook",
            "incollection",
            "inproceedings",
            "conference",
            "phdthesis",
            "mastersthesis",
            "thesis",
            "unpublished",
            "suppperiodical",
        ),
        RESEARCH,
    ),
    **dict.fromkeys(("techreport", "report", "book", "mvbook", "collection"), "report"),
    **dict.fromkeys(("legislation", "jurisdiction", "legal", "standard"), LAW),
    **dict.fromkeys(("online", "electronic", "www"), "website"),
    **dict.fromkeys(("video", "movie"), "video"),
    **dict.fromkeys(("audio", "music"), "audio"),
    "manual": "guide",
    "booklet": "poster",
    "dataset": "dataset",
    "software": "software",
}

CSL = {
    **dict.fromkeys(
        (
            "article",
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "chapter",
            "entry",
            "entry-dictionary",
            "entry-encyclopedia",
            "manuscript",
            "paper-conference",
            "review",
            "thesis",
        ),
        RESEARCH,
    ),
    **dict.fromkeys(("report", "book"), "report"),
    **dict.fromkeys(("legislation", "bill", "legal_case", "regulation", "treaty", "standard"), LAW),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "website"),
    **dict.fromkeys(("motion_picture", "broadcast"), "video"),
    **dict.fromkeys(("song", "interview"), "audio"),
    "pamphlet": "poster",
    "speech": "presentation",
    "map": "map",
    "dataset": "dataset",
    "software": "software",
}

ZOTERO = {
    **dict.fromkeys(
        (
            "journalArticle",
            "magazineArticle",
            "newspaperArticle",
            "bookSection",
            "conferencePaper",
            "thesis",
            "preprint",
            "manuscript",
            "encyclopediaArticle",
            "dictionaryEntry",
        ),
        RESEARCH,
    ),
    **dict.fromkeys(("report", "book"), "report"),
    **dict.fromkeys(("statute", "bill", "case", "hearing", "standard"), LAW),
    **dict.fromkeys(("webpage", "blogPost", "forumPost"), "website"),
    **dict.fromkeys(("videoRecording", "film", "tvBroadcast"), "video"),
    **dict.fromkeys(("audioRecording", "podcast", "radioBroadcast", "interview"), "audio"),
    "presentation": "presentation",
    "map": "map",
    "dataset": "dataset",
    "computerProgram": "software",
}
