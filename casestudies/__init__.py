"""A case study's whole life; so far: its pages, their listing and their edition."""
