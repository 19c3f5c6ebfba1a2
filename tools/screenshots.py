"""Takes the pictures of the documentation from the sample site that ``make run`` serves.

``python tools/screenshots.py [ADDRESS]`` writes WebP files into docs/images. Needs Debian's
Chromium and what requirements-dev.txt lists.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from home.demo.people import PASSWORD  # noqa: E402
from tests.e2e.conftest import FLAGS, browser_path  # noqa: E402

FOLDER = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 860
PUBLIC = {
    "home": "/en/",
    "home-arabic": "/ar/",
    "listing": "/en/case-studies/?group=women",
    "case-study": "/en/case-studies/freetown-address/",
    "not-translated": "/fr/etudes-de-cas/medellin-handrail/",
    "glossary": "/en/glossary/",
}


def save(page: Page, name: str) -> None:
    """Write what the page shows as a small picture."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=70, method=6)


def signed_in(browser: Browser, base: str, email: str) -> Page:
    """Return a page of a browser in which this sample person is signed in."""
    page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
    page.goto(f"{base}/en/account/login/?next=/admin/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return page


def main() -> None:
    """Take every picture."""
    base = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000").rstrip("/")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=FLAGS)
        public = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
        for name, address in PUBLIC.items():
            public.goto(base + address)
            save(public, name)
        phone = browser.new_context(viewport={"width": 360, "height": 720}).new_page()
        phone.goto(base + PUBLIC["case-study"])
        save(phone, "case-study-phone")
        editor = signed_in(browser, base, "editor@example.org")
        save(editor, "admin-home")
        editor.goto(f"{base}/admin/vocabulary/")
        save(editor, "admin-vocabulary")
        editor.goto(f"{base}/admin/vocabulary/labels/")
        save(editor, "admin-label-grid")
        editor.goto(f"{base}/admin/messages/")
        save(editor, "admin-messages")
        editor.goto(f"{base}/admin/pages/search/?q=address")
        editor.get_by_role("link", name="An address for every door").first.click()
        editor.wait_for_load_state()
        save(editor, "admin-case-study")
        editor.get_by_role("tab", name="Facts").click()
        save(editor, "admin-facts")
        translator = signed_in(browser, base, "translator@example.org")
        save(translator, "admin-translator")


main()
