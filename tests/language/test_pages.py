"""Every sentence of a page that members and visitors see has its Chinese, in the catalogues."""

import json
import re
from pathlib import Path

import pytest
from jinja2.ext import babel_extract

from service.language.catalogue import catalogue
from service.language.languages import Language
from service.pages.assets import STATIC
from service.pages.page import FOLDER
from service.pages.words import days_in, speaking
from tests.people import DAY, NOON

PAGES = catalogue(Language.ZH_CN, "pages")
WORDS = STATIC / "words" / "zh-CN.js"

# For developers: the components with made-up contents, and the explorer of the API.
FOR_DEVELOPERS = ("components", "explorer")


def templates() -> list[Path]:
    found = sorted(FOLDER.rglob("*.html"))
    return [
        path for path in found if not path.relative_to(FOLDER).parts[0].startswith(FOR_DEVELOPERS)
    ]


def spoken(path: Path) -> set[str]:
    """The sentences that a template says by `_()`."""
    with path.open("rb") as file:
        options = {"trim_blocks": "true", "silent": "false"}
        said = (found[2] for found in babel_extract(file, ["_"], [], options))
        return {each if isinstance(each, str) else each[0] for each in said if each}


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_says_only_what_has_its_chinese(path: Path) -> None:
    assert spoken(path) - set(PAGES) == set()


def test_the_catalogue_of_pages_has_nothing_for_nobody() -> None:
    in_templates = {sentence for path in FOLDER.rglob("*.html") for sentence in spoken(path)}
    assert set(PAGES) - in_templates - in_code() == set()


def test_code_says_only_what_has_its_chinese() -> None:
    assert in_code() - set(PAGES) == set()


def in_code() -> set[str]:
    """The sentences that pages say from Python: `speaking(lang)("...")`, `speak("...")`."""
    said = re.compile(r'(?:\)|\bspeak)\(\s*"([^"]+)"\s*[,)]')
    return {each for path in FOLDER.parent.rglob("*.py") for each in said.findall(path.read_text())}


def test_each_translation_names_the_same_values() -> None:
    for sentence, said in {**PAGES, **words()}.items():
        assert set(re.findall(r"{\w*}", sentence)) == set(re.findall(r"{\w*}", said)), sentence
        assert re.search(r"[\u4e00-\u9fff]|^/ ", said), said


def words() -> dict[str, str]:
    """The scripts' own words."""
    text = WORDS.read_text("utf-8").removeprefix("export default ").rstrip().removesuffix(";")
    found: dict[str, str] = json.loads(text)
    return found


def test_scripts_say_only_what_has_its_chinese_and_nothing_is_for_nobody() -> None:
    said: set[str] = set()
    for path in STATIC.rglob("*.js"):
        calls = re.findall(r"\bsay\((.*)", path.read_text("utf-8")) if path.name != "say.js" else []
        # Members' pages have a `say` of their own, which shows a sentence that is made already.
        if "member" not in path.parts:
            said |= {each for call in calls for each in re.findall(r'^"([^"]+)"', call)}
            said |= {each for call in calls for each in re.findall(r'\? "(\w+)" : "\w+"', call)}
            said |= {each for call in calls for each in re.findall(r'\? "\w+" : "(\w+)"', call)}
            said |= {each for call in calls for each in re.findall(r'say\("([^"]+)"', call)}
    assert said - set(words()) == set()
    assert set(words()) - said == set()


def test_a_sentence_without_chinese_is_said_in_english() -> None:
    speak = speaking("zh-CN")
    assert speak("Nobody has translated this, {name}", name="A") == "Nobody has translated this, A"
    assert speaking("en")("One moment") == "One moment"
    assert speak("One moment") == PAGES["One moment"]


def test_days_of_a_season() -> None:
    for language, week, month in (
        ("en", "4\u201310 March", "25 March \u2013 7 April"),
        ("zh-CN", "3\u67084\u65e5\u81f310\u65e5", "3\u670825\u65e5\u81f34\u67087\u65e5"),
    ):
        written = days_in(language)
        assert written(NOON, NOON + 6 * DAY, "Europe/Berlin") == week
        assert written(NOON + 21 * DAY, NOON + 34 * DAY, "Europe/Berlin") == month


def test_sentences_are_found_in_templates() -> None:
    assert "Pair this screen" in spoken(FOLDER / "pairing.html")
    assert len(templates()) >= 10
