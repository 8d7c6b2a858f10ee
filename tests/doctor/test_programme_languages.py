"""The doctor names what readers of another language would get in English."""

import msgspec

from service.doctor.finding import Verdict
from service.doctor.programme import judge
from service.language.languages import Language
from service.programme import write
from service.programme_demo import DEMO


def test_the_demo_is_whole_in_every_language() -> None:
    assert judge(write(DEMO)).verdict is Verdict.OK


def test_a_missing_translation_is_a_warning_that_names_it() -> None:
    words = dict(DEMO.translations[Language.ZH_CN])
    del words["Take the tour"]
    found = judge(write(msgspec.structs.replace(DEMO, translations={Language.ZH_CN: words})))
    assert found.verdict is Verdict.WARNING
    assert found.sentence.startswith("1 of its texts are not in zh-CN, such as 'Take the tour':")


def test_a_broken_document_is_no_matter_of_languages() -> None:
    assert judge(b"{}").verdict is Verdict.FAILED
