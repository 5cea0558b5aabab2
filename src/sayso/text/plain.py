"""Plain text: decoded as UTF-8, so that offsets are those of the file; otherwise only as the server said that it is written."""

from __future__ import annotations

from sayso.errors import EncodingError, InputEmptyError, InputNotTextError
from sayso.model.report import Text
from sayso.text.encodings import codec_of
from sayso.text.language import language_of

# What files that are no text begin with, and what to call them.
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_CONTROL_SHARE = 0.02  # of bytes; text in any old encoding has none, a binary file has many


def read_plain(data: bytes, name: str, charset: str | None = None) -> Text:
    """The text of a UTF-8 file, line ends, byte order mark and all; `charset` is what a server called another encoding."""
    if signature := next((words for mark, words in _SIGNATURES if data.startswith(mark)), None):
        raise InputNotTextError(name, signature)
    if data.startswith(_UTF16):
        raise EncodingError(name, "it is UTF-16")
    if _is_binary(data):
        raise InputNotTextError(name, "a binary file")
    text = _decoded(data, name, codec_of(charset))
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u2028\u2029"):
        raise InputEmptyError(name)
    return Text(text=text, media_type="text/plain", extractor="plain", language=language_of(text))


def _decoded(data: bytes, name: str, told: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if told is None or told == "utf-8":
            raise EncodingError(name, f"byte {error.start + 1} is not valid") from error
        return data.decode(told, "replace")


def _is_binary(data: bytes) -> bool:
    """Holds a zero byte, or more control characters than any text."""
    if b"\x00" in data:
        return True
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(sample)
