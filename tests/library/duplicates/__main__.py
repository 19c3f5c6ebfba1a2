"""Print precision and recall of the rule for duplicates: ``python -m tests.library.duplicates``.

Run from the repository's root with ``PYTHONPATH=.:site``. Nothing is read from the database.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justcities.settings.test")
    django.setup()
    from tests.library.duplicates.measure import measure, pairs

    every = pairs()
    for name, chosen in (
        ("tuned on", every[::2]),
        ("held back", every[1::2]),
        ("all", every),
    ):
        precision, recall, wrong = measure(chosen)
        line = f"{name:>10}: {len(chosen)} pairs, precision {precision:.3f}, recall {recall:.3f}"
        sys.stdout.write(line + "\n")
        if name != "held back":
            sys.stdout.writelines(f"  missed: {pair}\n" for pair in wrong)
