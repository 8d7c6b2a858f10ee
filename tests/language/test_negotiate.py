"""Which language a header asks for: the ordinary ones, the sly ones and the broken ones."""

import pytest

from service.language.languages import Language
from service.language.negotiate import LENGTH_MAX, negotiate

EN, ZH = Language.EN, Language.ZH_CN


@pytest.mark.parametrize(
    ("header", "language"),
    [
        # What browsers and phones send.
        ("zh-CN,zh;q=0.9,en;q=0.8", ZH),
        ("zh-CN,zh-Hans;q=0.9", ZH),
        ("zh-Hans-CN;q=1.0, en-CN;q=0.9", ZH),
        ("en-GB,en;q=0.9,zh-CN;q=0.8", EN),
        ("de-DE,de;q=0.9,zh;q=0.5", ZH),
        ("de-DE,de;q=0.9", EN),
        # Each spelling of simplified Chinese.
        ("zh", ZH),
        ("zh-CN", ZH),
        ("ZH-cn", ZH),
        ("zh-Hans", ZH),
        ("zh-Hans-SG", ZH),
        ("zh-SG", ZH),
        ("zh-MY", ZH),
        # Traditional characters are something else; with plain Chinese behind it, it is that.
        ("zh-TW", EN),
        ("zh-Hant", EN),
        ("zh-Hant-CN", EN),
        ("zh-HK,zh;q=0.5", ZH),
        ("zh-TW,en;q=0.5,zh;q=0.4", EN),
        # Weights.
        ("en;q=0.5,zh;q=0.6", ZH),
        ("en;q=0.6,zh;q=0.5", EN),
        ("en;q=0.500,zh;q=0.5", EN),
        ("zh;q=0.5,en;q=0.5", ZH),
        ("zh;q=1.000", ZH),
        ("zh;q=0.001", ZH),
        ("zh ; q=0.7 , en;\tq=0.2", ZH),
        ("en;q=0.1,en-GB;q=0.9,zh;q=0.5", EN),
        ("en;q=0.,zh;q=0.1", ZH),
        # Not acceptable.
        ("zh;q=0", EN),
        ("zh;q=0.000,en;q=0.001", EN),
        ("zh,zh-CN;q=0", EN),
        ("en;q=0", EN),
        ("en;q=0,zh;q=0", EN),
        ("en;q=0,*", ZH),
        ("zh;q=0,*", EN),
        # Anything.
        ("*", EN),
        ("*,zh", ZH),
        ("*,zh;q=0.9", EN),
        ("*;q=0.5,zh", ZH),
        ("*;q=0", EN),
        ("*;q=0,zh;q=0.1", ZH),
        # Empty elements of a list are allowed.
        ("", EN),
        (" ", EN),
        (",,zh,,", ZH),
        # Malformed: the whole header counts for nothing.
        ("zh;q=2", EN),
        ("zh;q=-1", EN),
        ("zh;q=0.1234", EN),
        ("zh;q=1.001", EN),
        ("zh;q=.5", EN),
        ("zh;q=", EN),
        ("zh;q", EN),
        ("zh;", EN),
        ("zh;level=1", EN),
        ("zh;q=0.5;q=0.6", EN),
        ("zh_CN", EN),
        ("zh CN", EN),
        ("zh-", EN),
        ("-zh", EN),
        ("zh,en/us", EN),
        ("zh,\x00", EN),
        ("zh,<script>", EN),
        ("zh,\u4e2d\u6587", EN),
        ("\uff5a\uff48", EN),
        ("zh;q=\u0661", EN),
        ("zh\n,en", EN),
        ("zhzhzhzhz", EN),
        ("zh-abcdefghi", EN),
        ("zhx", EN),
        ("zh," * LENGTH_MAX, EN),
        ("zh;q=0" + "0" * LENGTH_MAX, EN),
    ],
)
def test_a_header_asks_for_a_language(header: str, language: Language) -> None:
    assert negotiate(header) is language


def test_the_longest_header_that_is_read() -> None:
    assert negotiate("zh" + " " * (LENGTH_MAX - 2)) is ZH
    assert negotiate("zh" + " " * (LENGTH_MAX - 1)) is EN


def test_headers_are_judged_once_and_not_remembered_for_ever() -> None:
    for number in range(3000):
        negotiate(f"x{number:07d}"[:8])
    assert negotiate.cache_info().currsize == 1024
    assert negotiate("zh") is negotiate("zh")
