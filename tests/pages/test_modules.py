"""Every name that a script of the pages takes from another one is there: a browser runs none of a
module whose import fails, and says so only to who looks at its console."""

import posixpath
import re

import pytest

from service.pages.assets import files

SCRIPTS = {name: text.decode() for name, text in files().items() if name.endswith(".js")}
TAKEN = re.compile(r"^import \{([^}]*)\} from \"(\.[^\"]+)\";", re.M)
WHOLE = re.compile(r"^import (?:\* as \w+ from )?\"(\.[^\"]+)\";", re.M)
GIVEN = re.compile(r"^export (?:async )?(?:function|const|class|let) (\w+)", re.M)
PASSED_ON = re.compile(r"^export \{([^}]*)\}", re.M)


def names(listed: str) -> set[str]:
    return {each.split(" as ")[0].strip() for each in listed.split(",") if each.strip()}


def exported(script: str) -> set[str]:
    found = set(GIVEN.findall(SCRIPTS[script]))
    return found.union(*(names(each) for each in PASSED_ON.findall(SCRIPTS[script])))


def at(script: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(script), path))


@pytest.mark.parametrize("script", [name for name in SCRIPTS if not name.startswith("vendor/")])
def test_what_a_script_takes_from_another_is_there(script: str) -> None:
    for listed, path in TAKEN.findall(SCRIPTS[script]):
        assert names(listed) - exported(at(script, path)) == set(), path
    whole = {at(script, path) for path in WHOLE.findall(SCRIPTS[script])}
    assert whole - set(SCRIPTS) == set()
