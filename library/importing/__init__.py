"""Bringing a library in: foreign files are read, compared, told row by row, written, undone.

``sources`` opens what somebody brings, ``readers`` make records of it, ``planning`` says per row
what would happen, ``writing`` does it, ``undoing`` takes it back.
"""
