"""Listings with facets: one implementation for everything that is coded with concepts.

An app says what its listing offers, as data (:mod:`.offer`), reads its things into an index
(:mod:`.index`, :mod:`.building`), and gets filters (:mod:`.filters`), counts, chips and pages
(:mod:`.listing`) and a feed (:mod:`.feed`). The templates are in ``components/listing``.
"""
