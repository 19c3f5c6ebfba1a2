"""``make extraction-report``: how much of each good file's text is found, as a table."""

from __future__ import annotations

import tempfile
from pathlib import Path

from justcities.assets.extraction import read_file
from tests.assets.corpus import good
from tests.assets.corpus.known import agreement, paragraphs


def main() -> None:
    """Print a line for each file, and the least of each column."""
    print("| file | language | told | pages | words found | in order | seconds |")  # noqa: T201
    print("| --- | --- | --- | ---: | ---: | ---: | ---: |")  # noqa: T201
    least_recall = least_order = 1.0
    with tempfile.TemporaryDirectory() as folder:
        for kind, language in good.CASES:
            ending, content = good.built(kind, language)
            path = Path(folder) / f"file.{ending}"
            path.write_bytes(content)
            reading = read_file(path, ending)
            found = "\n".join(page.text for page in reading.pages)
            recall, order = agreement("\n".join(paragraphs(language)), found)
            least_recall, least_order = min(least_recall, recall), min(least_order, order)
            print(  # noqa: T201
                f"| {kind} | {language} | {reading.language} | {reading.page_count} "
                f"| {recall:.4f} | {order:.4f} | {reading.seconds:.2f} |"
            )
    print(  # noqa: T201
        f"\n{len(good.CASES)} files; least: words found {least_recall:.4f}, "
        f"in order {least_order:.4f}"
    )


if __name__ == "__main__":
    main()
