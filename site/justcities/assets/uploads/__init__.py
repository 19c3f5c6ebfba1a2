"""What is looked at before a file is kept, one kind of file a module. ``documents.py`` is the door.

Each module has one function ``check(file, ending)``. It raises ``refusals.refuse(…)`` and knows
nothing of forms, models or requests. Nothing is unpacked or run, and nothing is believed that a
file says of itself where it can be counted.
"""
