"""The weight of a first visit, counted on the wire, with every picture scrolled to."""

import pytest

from tests.e2e.kinds import IDS, PAGES, TEXT_KINDS

TEXT_LIMIT = 100_000
PICTURES_LIMIT = 250_000
SCRIPT_LIMIT = 30_000

SCROLL = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
        window.scrollTo(0, y);
        await new Promise(done => setTimeout(done, 20));
    }
}"""


@pytest.mark.parametrize(("width", "density"), [(360, 2), (1280, 1)], ids=["phone", "desk"])
@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_first_visit_weighs_little(visit, kind, language, width, density):
    seen = visit(width, device_scale_factor=density)
    page = seen.go(kind, language)
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    limit = TEXT_LIMIT if kind in TEXT_KINDS else PICTURES_LIMIT
    heaviest = sorted(seen.weights.items(), key=lambda item: -item[1][1])[:5]
    assert seen.weight() <= limit, heaviest
    assert seen.weight("Script") <= SCRIPT_LIMIT


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_text_comes_compressed(visit, kind, language):
    seen = visit()
    uncompressed = []
    seen.page.on(
        "response",
        lambda response: (
            uncompressed.append(response.url)
            if response.request.resource_type in {"document", "stylesheet", "script"}
            and response.headers.get("content-encoding") not in {"gzip", "br", "zstd"}
            else None
        ),
    )
    seen.go(kind, language)
    assert uncompressed == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pictures_come_in_modern_formats(visit, language):
    seen = visit()
    formats = set()
    seen.page.on(
        "response",
        lambda response: (
            formats.add(response.headers.get("content-type")) if "/media/" in response.url else None
        ),
    )
    page = seen.go("case", language)
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    assert formats <= {"image/avif", "image/webp"}
    assert formats
