"""Names of encodings, as pages and servers give them, to the codecs that texts are really written in."""

from __future__ import annotations

import codecs
import re

# As browsers do: these labels mean Windows-1252, and a page that could be read so far is not UTF-16.
_AS_WINDOWS_1252 = {"iso8859-1", "ascii"}
_AS_UTF8 = {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"}
_TEXT_CODECS = re.compile(
    r"utf-8|cp1\d\d\d|cp8\d\d|iso8859-\d+|koi8-[ru]|mac-\w+|gb2312|gbk|gb18030|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620"
)


def codec_of(label: str | None) -> str | None:
    """The Python codec of an encoding's name, if it is one that texts are written in."""
    try:
        codec = codecs.lookup(label or "").name
    except (LookupError, UnicodeError, ValueError):
        return None
    if codec in _AS_UTF8:
        return "utf-8"
    if codec in _AS_WINDOWS_1252:
        return "cp1252"
    return codec if _TEXT_CODECS.fullmatch(codec) else None
