"""Every sentence of the statement is there in Chinese, and no other."""

import re
from pathlib import Path

from service.archive import statement
from service.language.catalogue import catalogue
from service.language.languages import Language


def test_the_catalogue_has_each_sentence_of_the_template() -> None:
    text = (Path(statement.__file__).parent / "templates" / "statement.html").read_text()
    said = set(re.findall(r'_\("([^"]+)"', text))
    assert said == set(catalogue(Language.ZH_CN, "archive"))


def test_the_template_has_no_sentence_of_its_own() -> None:
    text = (Path(statement.__file__).parent / "templates" / "statement.html").read_text()
    body = text.partition("<body>")[2]
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", body, flags=re.DOTALL)
    assert not re.findall(r"[A-Za-z]{3,}", bare)
