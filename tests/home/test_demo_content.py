"""The sample site's texts fit the pages they are for, before anything is loaded."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from casestudies.blocks import EventBlocks, LessonBlocks
from home.demo import gallery, texts
from home.demo.drafts import SECTIONS
from home.demo.plan import PAGES
from home.demo.streams import block_id, infographics, inline, items, rich_text, stream
from home.demo.texts import ContentError
from home.starting_texts import starting_text
from justcities.core.blocks import BodyBlocks, InfographicBlocks, SectionBlocks

LANGUAGES = [code for code, _name in settings.LANGUAGES]
CASES = texts.cases()
ORDINARY = [texts.page(key) for key, _model in PAGES]
EVERY = [(content, language) for content in (*CASES, *ORDINARY) for language in content.texts]
NAMES = [f"{content.key}-{language}" for content, language in EVERY]


def words_of(case):
    """Return how many words the narrative's paragraphs have in English."""
    return sum(
        len(re.sub("<.*?>", "", paragraph).split())
        for section in SECTIONS
        for block in case.texts["en"][section]
        for paragraph in block.get("paragraphs", [])
    )


def without_pictures(blocks):
    """Return blocks that can be checked without a database."""
    return [block for block in blocks if block["type"] != "image"]


def test_twelve_case_studies_with_numbers_one_to_twelve():
    assert [case.facts["number"] for case in CASES] == list(range(1, 13))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_at_least_six_case_studies_in_each_further_language_but_not_all(language):
    count = sum(language in case.texts for case in CASES)
    assert 6 <= count < 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_narrative_has_700_to_1000_words(case):
    assert 700 <= words_of(case) <= 1000


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_case_study_has_one_lead_and_three_to_five_organisations(case):
    roles = Counter(organisation["role"] for organisation in case.facts["organisations"])
    assert roles["lead"] == 1
    assert 3 <= roles.total() <= 5


@pytest.mark.parametrize("content", ORDINARY, ids=lambda content: content.key)
def test_ordinary_page_is_written_in_every_language(content):
    assert sorted(content.texts) == sorted(LANGUAGES)


@pytest.mark.parametrize(("content", "language"), EVERY, ids=NAMES)
def test_words_are_no_longer_than_the_fields(content, language):
    words = content.texts[language]
    limits = {"title": 255, "search_description": 160, "summary": 280, "sentence": 280}
    limits |= {"menu_title": 60, "statement": 120, "what_is_new": 400, "place_note": 200}
    too_long = {
        name: len(words[name])
        for name, limit in limits.items()
        if name in words and len(words[name]) > limit
    }
    assert too_long == {}


@pytest.mark.parametrize(("content", "language"), EVERY, ids=NAMES)
def test_blocks_are_what_an_editor_could_have_saved(content, language):
    words = content.texts[language]
    streams = [(SectionBlocks(), without_pictures(words.get(name, []))) for name in SECTIONS]
    streams.append((BodyBlocks(), words.get("body", [])))
    checked = [(block, stream(content.key, rows)) for block, rows in streams if rows]
    if "lessons" in words:
        figures = infographics(content.key, words.get("key_figures", []), words.get("steps", []))
        checked.append((InfographicBlocks(), figures))
        checked.append((LessonBlocks(), items(content.key, "lesson", words["lessons"])))
    events = [{**event, "start": "2027-01-02", "end": None} for event in words.get("events", [])]
    checked.append((EventBlocks(required=False), items(content.key, "event", events)))
    for block, rows in checked:
        try:
            block.clean(block.to_python(rows))
        except ValidationError as error:
            pytest.fail(f"{error!r} {getattr(error, 'block_errors', '')}")


@pytest.mark.parametrize("name", sorted(gallery.names()))
def test_picture_is_described_in_every_language(name):
    described = texts.table("pictures")[name]
    assert sorted(described["alt"]) == sorted(LANGUAGES)
    assert all(described["alt"].values())


def test_every_case_study_has_a_picture_of_its_name():
    assert {case.key for case in CASES} - gallery.names() == set()


def test_same_place_has_same_block_id_in_every_language():
    case = next(case for case in CASES if len(case.texts) == len(LANGUAGES))
    ids = {
        language: [row["id"] for row in stream("a.context", without_pictures(words["context"]))]
        for language, words in case.texts.items()
    }
    assert set(map(tuple, ids.values())) == {tuple(ids["en"])}
    assert ids["en"][0] == block_id("a.context.0")


def test_only_bold_and_italic_pass_as_markup():
    assert inline("<b>Red & blue</b> <script>x</script>") == (
        "<b>Red &amp; blue</b> &lt;script&gt;x&lt;/script&gt;"
    )


def test_each_paragraph_has_a_key_of_its_own():
    html = rich_text("p.body.0", {"heading": "One", "paragraphs": ["Two", "Three"]})
    keys = re.findall(r'data-block-key="([0-9a-f]{5})"', html)
    assert len(keys) == len(set(keys)) == 3


def test_unknown_block_is_named_with_its_place():
    with pytest.raises(ContentError, match=r"a\.body\.1: there is no block “video”"):
        stream("a.body", [{"type": "heading", "text": "x"}, {"type": "video"}])


def test_unknown_picture_is_named_with_its_place():
    with pytest.raises(ContentError, match=r"a\.body\.0: there is no picture “moon”"):
        stream("a.body", [{"type": "image", "picture": "moon"}], {"sun": 1})


def test_broken_file_is_named(tmp_path):
    (tmp_path / "en.toml").write_text("title = ")
    with pytest.raises(ContentError, match=r"en\.toml"):
        texts.read(tmp_path)


def test_folder_without_english_is_refused(tmp_path):
    (tmp_path / "fr.toml").write_text('title = "Bonjour"')
    with pytest.raises(ContentError, match="there is no English text"):
        texts.read(tmp_path)


@pytest.mark.parametrize("name", ["imprint", "privacy", "accessibility", "contact"])
def test_starting_text_is_in_the_pages_language_else_in_english(name):
    english, arabic = starting_text(name, "en"), starting_text(name, "ar")
    assert starting_text(name, "pt")["title"] == english["title"]
    assert arabic["title"] != english["title"]
    assert len(arabic["body"]) == len(english["body"]) > 0
