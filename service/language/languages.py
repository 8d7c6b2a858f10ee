"""The languages there are."""

import enum


class Language(enum.StrEnum):
    """A language tag as in RFC 5646: the way readers of it and browsers write it."""

    EN = "en"
    ZH_CN = "zh-CN"


DEFAULT = Language.EN
"""For whoever asks for nothing that we have, and for texts that nobody has translated."""

# What a language is called in CLDR, for its numbers and dates.
LOCALES = {Language.EN: "en_GB", Language.ZH_CN: "zh_Hans_CN"}
