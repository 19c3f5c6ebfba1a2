"""No file brings the site down: it is refused with a reason, or contained; the queue goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from justcities.assets.documents import CHECKS, check_document
from justcities.assets.extraction import limits, read_file
from justcities.assets.models import DocumentReading, SiteDocument
from tests.assets.corpus import good, hostile_office, hostile_others, hostile_pdfs

ANY = {"text", "no_text", "encrypted", "damaged", "too_large", "too_slow", "unsupported"}

REFUSED = {
    **{
        f"office: {case}": (f"file.{ending}", content, code)
        for case, (ending, content, code) in hostile_office.REFUSED.items()
    },
    **hostile_others.REFUSED,
}
CONTAINED = {
    **{f"pdf: {case}": ("pdf", *rest) for case, rest in hostile_pdfs.READ.items()},
    **{
        f"office: {case}": (ending, content, {"damaged", "text", "too_large", "no_text"})
        for case, (ending, content) in hostile_office.CONTAINED.items()
    },
    **{
        f"refused: {case}": (ending, content, ANY)
        for case, (ending, content, _code) in hostile_office.REFUSED.items()
    },
    **{case: (ending, content, ANY) for case, (ending, content) in hostile_others.READ.items()},
}


def refusal(name: str, content: bytes) -> tuple[str, str]:
    """Return the word a file is refused with and what is said, or empty ones."""
    file = ContentFile(content, name=name)
    try:
        check_document(file)
    except ValidationError as error:
        assert file.tell() == 0
        told = error.error_dict["file"][0]
        return str(told.code), told.messages[0]
    assert file.tell() == 0
    return "", ""


def test_there_are_forty_hostile_files_and_more() -> None:
    assert len(REFUSED) + len(hostile_pdfs.READ) + len(hostile_office.CONTAINED) >= 40


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_for_the_right_reason(case: str) -> None:
    name, content, code = REFUSED[case]
    told_code, told = refusal(name, content)
    assert told_code == code
    assert (told.endswith("."), "%(" in told) == (True, False)


@pytest.mark.parametrize("name", hostile_others.TAKEN)
def test_what_is_harmless_is_taken(name: str) -> None:
    assert refusal(name, hostile_others.TAKEN[name]) == ("", "")


@pytest.mark.parametrize(("kind", "language"), good.CASES)
def test_every_good_file_is_taken(kind: str, language: str) -> None:
    ending, content = good.built(kind, language)
    assert refusal(f"file.{ending}", content) == ("", "")


def test_every_ending_in_the_settings_has_a_check(settings: Any) -> None:
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(CHECKS)


def test_a_file_too_large_is_refused_before_it_is_looked_at(settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3
    assert refusal("a.txt", b"words")[0] == "file_too_large"


@pytest.mark.parametrize("case", CONTAINED)
def test_a_hostile_file_ends_in_an_outcome(tmp_path: Path, case: str) -> None:
    ending, content, allowed = CONTAINED[case]
    path = tmp_path / "file"
    path.write_bytes(content)
    found = read_file(path, ending)
    assert found.outcome.value in allowed
    assert found.characters <= limits.CHARACTERS
    assert found.page_count <= 300_000
    assert found.seconds < limits.SECONDS + 5


@pytest.mark.parametrize("case", hostile_pdfs.REMARKED)
def test_what_a_pdf_would_do_is_remarked(tmp_path: Path, case: str) -> None:
    content, outcome, flags = hostile_pdfs.REMARKED[case]
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    found = read_file(path, "pdf")
    assert (found.outcome.value, set(found.flags)) == (outcome, flags)
    assert (refusal("file.pdf", content)[0], found.width) == ("", 600)


@pytest.mark.django_db
def test_the_queue_goes_on_after_each_hostile_file(
    django_capture_on_commit_callbacks: Any,
) -> None:
    hostile = {case: CONTAINED[case] for case in list(CONTAINED)[::4]}
    with django_capture_on_commit_callbacks(execute=True):
        for case, (ending, content, _allowed) in hostile.items():
            document = SiteDocument(title=case)
            document.file.save(f"hostile.{ending}", ContentFile(content))
            after = SiteDocument(title=f"after {case}")
            after.file.save("good.txt", ContentFile(b"Readable words stand here."))
    outcomes = dict(DocumentReading.objects.values_list("document__title", "outcome"))
    assert len(outcomes) == 2 * len(hostile)
    for case, (_ending, _content, allowed) in hostile.items():
        assert (outcomes[case] in allowed, outcomes[f"after {case}"]) == (True, "text")


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["office: macros", "PDF and archive", "script", "SVG"])
def test_each_door_of_the_admin_tells_the_reason(
    client_of: Any, administrator: Any, settings: Any, case: str
) -> None:
    name, content, _code = REFUSED[case]
    client: Client = client_of(administrator)
    one = client.post(
        reverse("wagtaildocs:add"), {"title": "x", "file": SimpleUploadedFile(name, content)}
    )
    assert list(one.context["form"].errors) == ["file"]
    several = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "x", "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert several.json()["success"] is False
    chooser = client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "x",
            "document-chooser-upload-file": SimpleUploadedFile(name, content),
        },
    )
    assert "error" in chooser.json()["htmlFragment"]
    assert SiteDocument.objects.count() == 0
    assert not settings.PRIVATE_MEDIA_ROOT.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("length", [90, 300])
def test_a_long_name_keeps_its_ending(client_of: Any, administrator: Any, length: int) -> None:
    name = "a" * (length - 4) + ".txt"
    client_of(administrator).post(
        reverse("wagtaildocs:add"), {"title": "x", "file": SimpleUploadedFile(name, b"words")}
    )
    kept = SiteDocument.objects.get().filename
    if length == 90:
        assert kept == name
    else:
        assert (kept.startswith("aaaa"), kept[-4:], len(kept) <= 90) == (True, ".txt", True)
