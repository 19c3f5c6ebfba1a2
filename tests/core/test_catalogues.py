"""Catalogues are compiled without gettext, and what is amiss in them is told."""

import gettext
import os
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import CommandError, call_command

from justcities.core.catalogues import path_of, plural_forms, problems, texts

ARABIC_FORMS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5;"
)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]
    return tmp_path / "locale"


def write(entries: list[polib.POEntry], code: str = "ar", forms: str = ARABIC_FORMS) -> Path:
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": forms,
        "Language": code,
    }
    catalogue.extend(entries)
    catalogue.save(str(path))
    return path


def told(path: Path, code: str = "ar") -> list[str]:
    return [problem.what for problem in problems(path, code)]


def entry(msgid: str, msgstr: str, *flags: str) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, flags=list(flags))


def plural(*forms: str) -> polib.POEntry:
    return polib.POEntry(
        msgid="%(count)s case in %(city)s",
        msgid_plural="%(count)s cases in %(city)s",
        msgstr_plural=dict(enumerate(forms)),
        flags=["python-format"],
    )


def test_a_catalogue_is_compiled_and_used(folder: Path) -> None:
    path = write([entry("Search", "بحث"), entry("Menu", "قائمة")])

    call_command("compile_catalogues", verbosity=0)

    with path.with_suffix(".mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    assert translations.gettext("Search") == "بحث"
    assert sorted(item.name for item in path.parent.iterdir()) == ["django.mo", "django.po"]


def test_what_is_fuzzy_or_empty_is_left_in_the_source_language(folder: Path) -> None:
    path = write([entry("Search", "بحث", "fuzzy"), entry("Menu", "")])

    call_command("compile_catalogues", verbosity=0)

    with path.with_suffix(".mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    assert (translations.gettext("Search"), translations.gettext("Menu")) == ("Search", "Menu")


def test_only_what_changed_is_compiled(folder: Path) -> None:
    path = write([entry("Search", "بحث")])
    first, second, third = StringIO(), StringIO(), StringIO()

    call_command("compile_catalogues", stdout=first)
    call_command("compile_catalogues", stdout=second)
    later = path.with_suffix(".mo").stat().st_mtime + 5
    os.utime(path, (later, later))
    call_command("compile_catalogues", stdout=third)

    assert first.getvalue() == f"Compiled {path}\n"
    assert second.getvalue() == "The compiled catalogues are up to date.\n"
    assert third.getvalue() == f"Compiled {path}\n"


def test_a_broken_catalogue_is_named_and_the_old_one_stays(folder: Path) -> None:
    path = write([entry("Search", "بحث")])
    call_command("compile_catalogues", verbosity=0)
    compiled = path.with_suffix(".mo").read_bytes()
    path.write_text('msgid "Search"\nmsgstr "بحث "هنا""\n', encoding="utf-8")
    os.utime(path, (2_000_000_000, 2_000_000_000))

    with pytest.raises(CommandError, match=r"django\.po"):
        call_command("compile_catalogues", verbosity=0)

    assert path.with_suffix(".mo").read_bytes() == compiled


def test_a_complete_catalogue_has_no_problems(folder: Path) -> None:
    path = write(
        [
            entry("Search", "بحث"),
            entry("In %(city)s", "في %(city)s", "python-format"),
            entry("100%% of <b>them</b>", "<b>كلهم</b> 100%%", "python-format"),
            plural(*["%(count)s حالة في %(city)s"] * 6),
            plural("لا حالة في %(city)s", "حالة في %(city)s", *["%(count)s في %(city)s"] * 4),
        ]
    )

    assert told(path) == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (entry("Search", ""), ["not translated"]),
        (entry("Search", " "), ["not translated"]),
        (entry("Search", "بحث", "fuzzy"), ["fuzzy: somebody has to look at it"]),
        (
            entry("In %(city)s", "في %(town)s", "python-format"),
            ["has %(town)s, which the source has not", "lacks %(city)s"],
        ),
        (entry("In %(city)s", "هنا", "python-format"), ["lacks %(city)s"]),
        (
            entry("In %(city)s", "في %(city)d", "python-format"),
            ["has %(city)d, which the source has not", "lacks %(city)s"],
        ),
        (
            entry("In %(city)s", "في %(city)s و%(", "python-format"),
            ["has a placeholder that is not complete"],
        ),
        (
            entry("%s of %s", "%s", "python-format"),
            ["lacks %s"],
        ),
        (
            entry('<a href="%(url)s">Read</a>', "اقرأ %(url)s", "python-format"),
            ["its HTML tags differ from the source"],
        ),
        (entry("Read\n", "اقرأ"), ["only one of the two ends with a line break"]),
        (entry("\nRead", "اقرأ"), ["only one of the two begins with a line break"]),
        (
            plural(*["%(count)s حالة في %(city)s"] * 5),
            ["plural form 5: not translated"],
        ),
        (
            plural(*["%(count)s حالة في %(city)s"] * 7),
            ["has plural form 6, which the language has not"],
        ),
        (
            plural(*["%(count)s حالة في %(city)s"] * 5, "حالات"),
            ["plural form 5: lacks %(city)s, %(count)s"],
        ),
        (
            plural(*["%(count)s حالة في %(city)s"] * 5, "%(n)s في %(city)s"),
            ["plural form 5: has %(n)s, which the source has not"],
        ),
    ],
)
def test_what_is_amiss_is_told(folder: Path, wrong: polib.POEntry, what: list[str]) -> None:
    assert told(write([wrong])) == what


def test_obsolete_texts_are_nobodys_concern(folder: Path) -> None:
    old = entry("Search", "")
    old.obsolete = True

    assert told(write([old])) == []


@pytest.mark.parametrize("forms", ["nplurals=2; plural=n != 1;", ""])
def test_a_catalogue_with_other_plural_forms_than_djangos_is_told(folder: Path, forms: str) -> None:
    path = write([entry("Search", "بحث")], forms=forms)

    assert told(path) == ["Plural-Forms has to state nplurals=6, as Django’s own does"]


@pytest.mark.parametrize(
    ("code", "forms"), [("ar", 6), ("fr", 3), ("pt", 3), ("id", 1), ("pt-br", 3), ("xx", None)]
)
def test_plural_forms_are_djangos_own(code: str, forms: int | None) -> None:
    assert plural_forms(code) == forms


def test_a_problem_names_file_line_and_text(folder: Path) -> None:
    path = write([entry("Search", "")])

    (problem,) = problems(path, "ar")

    line = path.read_text(encoding="utf-8").splitlines().index('msgid "Search"') + 1
    assert str(problem) == f"{path}:{line}: not translated: “Search”"


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_texts_of_the_code_that_the_catalogue_lacks_are_told(folder: Path) -> None:
    path = write([entry("Alias pages are switched off.", "لا"), entry("Nobody says this", "لا")])
    answer = StringIO()

    with pytest.raises(CommandError, match="found in the catalogues"):
        call_command("check_catalogues", stdout=answer)

    lines = answer.getvalue().splitlines()
    # One text of Python and one of a template.
    assert f"{path}:0: lacks a text of the code: “Ask for this translation”" in lines
    assert f"{path}:0: lacks a text of the code: “Translations wished for”" in lines
    assert [line for line in lines if "no code has this text" in line] == [
        f"{path}:{texts(path)[(None, 'Nobody says this', '')]}: no code has this text: "
        "“Nobody says this”"
    ]
    assert not [line for line in lines if "Alias pages are switched off." in line]


def test_without_gettext_the_rest_is_checked_and_it_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    write([entry("Search", "بحث")])
    answer = StringIO()

    call_command("check_catalogues", stdout=answer)

    assert answer.getvalue() == (
        "gettext isn’t installed, so nobody looked for texts that the catalogues lack.\n"
        "The catalogues are complete.\n"
    )


def test_a_language_without_a_catalogue_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    answer = StringIO()

    with pytest.raises(CommandError):
        call_command("check_catalogues", stdout=answer)

    assert f"{path_of('ar')}: there is no catalogue" in answer.getvalue().splitlines()


def test_collecting_without_gettext_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(CommandError, match="apt-get install gettext"):
        call_command("collect_messages")
