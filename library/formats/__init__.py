"""Records written in the formats of the field, one a module: ``write(records)`` gives bytes.

Each module's docstring tells where each field of a record goes. What a format has no place for, or
can't give back as it was, goes to its place for notes or own fields (``extras``), so that a record
that is written and read again is the same record.
"""
