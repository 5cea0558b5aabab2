"""Everything that can go wrong, one name a failure, one sentence for the person at the desk.

SaysoError
├── InputError                 one input cannot be read; the rest of the batch goes on
│   ├── InputMissingError      there is no such file
│   ├── InputUnreadableError   the file is there, the system refuses it
│   ├── InputTooLargeError     more bytes than a report ever has
│   ├── InputEmptyError        nothing in it
│   ├── FolderEmptyError       a folder without a report
│   ├── InputNotTextError      bytes that are no text, page or PDF
│   ├── EncodingError          a text file that is not UTF-8
│   ├── NoTextLayerError       a PDF of pictures: a scan
│   ├── NoTextOnPageError      a page without readable text
│   ├── LockedError            a PDF that wants a password
│   ├── DamagedError           a PDF or page that is broken
│   ├── LanguageError          no reader for this language yet
│   ├── AddressRefusedError    an address from which sayso does not fetch
│   ├── FetchError             an address from which nothing came
│   ├── NothingInsideError     a feed, WARC or archive without a report
│   ├── FeedError              bytes that are no RSS or Atom feed
│   ├── ImportRefusedError     a file of places or actors that cannot be taken in
│   ├── HashMismatchError      a file that is not what its record says
│   ├── ReaderFailedError      the reader that was chosen gave no usable answer for one report
│   └── ReadingFailedError     a fault of sayso's own in one report
├── ManifestError              the manifest of a batch cannot be used
├── DateError                  a publication date that is no date
├── OutputError                what was read cannot be written down
├── ModelMissingError          a model file is not installed or was altered
├── ReaderError                the reader that was chosen cannot be used
├── DeskError                  the desk cannot be started
├── LexiconError               a file of the lexicon or of the knowledge base is wrong
└── LedgerError                a project folder and what is in it
    ├── ProjectMissingError    no sayso.toml here or in a folder above
    ├── ProjectExistsError     there is a project here already
    ├── ProjectError           sayso.toml is wrong
    ├── DatabaseError          the database cannot be reached or written
    │   ├── LockedLedgerError  somebody else has been writing for too long
    │   └── NewerLedgerError   the database was made by a newer sayso
    ├── AlteredLogError        the log's chain is broken
    ├── VaultError             the vault cannot be read or written
    │   ├── DamagedEvidenceError   kept bytes are not what they were
    │   └── MissingEvidenceError   kept bytes are gone
    ├── BackupError            a backup cannot be written, or is not what it should be
    ├── UnknownIdError         nothing in the project has this id
    ├── UnknownPlaceError      no place is called so, here or in the gazetteer
    ├── ReleaseError           a release cannot be made, or its folder not written
    │   └── GateError          something is flagged on which nobody has ruled
    ├── StaleDecisionError     the claim is read otherwise now than when it was looked at
    └── DecisionError          a decision that says too little or does not fit its target
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root; its text is one sentence that a person can act on."""


class InputError(SaysoError):
    """One input cannot be read. `source` names it as the person named it."""

    sentence = "cannot be read"

    def __init__(self, source: str, detail: str = "") -> None:
        self.source = source
        self.detail = detail
        super().__init__(f"{source}: {self.sentence}{f' ({detail})' if detail else ''}.")


class InputMissingError(InputError):
    """There is no such file or folder."""

    sentence = "there is no such file or folder"


class InputUnreadableError(InputError):
    """The file is there, but the system refuses to open it."""

    sentence = "the file cannot be opened"


class InputTooLargeError(InputError):
    """More bytes than a report ever has."""

    sentence = "the file is too large to be one report"


class InputEmptyError(InputError):
    """Nothing in it, or white space alone."""

    sentence = "the file is empty"


class FolderEmptyError(InputError):
    """A folder in which nothing is a report."""

    sentence = "there is no report in this folder"


class InputNotTextError(InputError):
    """The bytes are no text, no web page and no PDF."""

    sentence = "this is no text, web page or PDF"


class EncodingError(InputError):
    """A text file that is not UTF-8; guessing would alter names."""

    sentence = "the text is not UTF-8; save it as UTF-8 and try again"


class NoTextLayerError(InputError):
    """A PDF of pictures."""

    sentence = "the PDF has no text layer: it is a scan and needs OCR first"


class NoTextOnPageError(InputError):
    """A web page in which no readable text was found."""

    sentence = "no readable text was found on the page"


class LockedError(InputError):
    """A PDF that wants a password."""

    sentence = "the PDF is locked with a password"


class DamagedError(InputError):
    """A file that says what it is and is broken."""

    sentence = "the file is damaged"


class LanguageError(InputError):
    """The report is in a language that sayso does not read yet."""

    sentence = "sayso does not read this language yet"


class AddressRefusedError(InputError):
    """An address from which sayso does not fetch: another scheme than http and https, or a private network."""

    sentence = "sayso does not fetch from this address"


class FetchError(InputError):
    """Nothing usable came from an address: no answer, an error, too slow, too much."""

    sentence = "the page cannot be fetched"


class NothingInsideError(InputError):
    """A feed, WARC or archive in which nothing is a report."""

    sentence = "there is no report in it"


class FeedError(InputError):
    """Bytes that were to be an RSS or Atom feed."""

    sentence = "this is no RSS or Atom feed"


class ImportRefusedError(InputError):
    """A table of places or actors that cannot be taken in, or an import that is not there; nothing was changed."""

    sentence = "it cannot be imported"

    def __init__(self, source: str, detail: str) -> None:
        self.source = source
        self.detail = detail
        SaysoError.__init__(self, f"{source}: {detail}.")


class HashMismatchError(InputError):
    """A file that is not what the record beside it says."""

    sentence = "the file is not what its record says"


class ReaderFailedError(InputError):
    """The reader that was chosen gave no usable answer for one report (a server that is down, slow, or talks nonsense).
    The report is not at fault: what is kept stays kept, and the next command tries again.
    """

    sentence = "it was not read"


class ReadingFailedError(InputError):
    """sayso itself failed on one report; the rest of the batch goes on, and the fault is told in full."""

    sentence = "sayso failed on this report; the fault is ours, please tell us"


class ManifestError(SaysoError):
    """The manifest of a batch cannot be used."""

    def __init__(self, source: str, detail: str) -> None:
        super().__init__(f"{source}: the manifest cannot be used: {detail}.")


class DateError(SaysoError):
    """A publication date that is no ISO date."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{value!r} is no date: write it as YYYY-MM-DD.")


class OutputError(SaysoError):
    """What was read cannot be written down."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The output cannot be written: {reason}.")


class ModelMissingError(SaysoError):
    """A model file is not installed, or is not the one that was measured."""

    def __init__(self, name: str, mend: str) -> None:
        super().__init__(f"The model {name} is missing or altered; mend it with: {mend}")


class ReaderError(SaysoError):
    """The reader that was chosen cannot be used; nothing was read, and nothing was sent anywhere."""

    def __init__(self, reader: str, detail: str) -> None:
        super().__init__(f"The reader {reader!r} cannot be used: {detail}.")


class DeskError(SaysoError):
    """The desk cannot be started."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The desk cannot be started: {detail}.")


class LexiconError(SaysoError):
    """A file of the lexicon or of the knowledge base is wrong."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"lexicon file {name}: {detail}.")


class LedgerError(SaysoError):
    """A project folder, or what is in it."""


class ProjectMissingError(LedgerError):
    """There is no project here."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder}: there is no sayso.toml here or in a folder above; make a project with: sayso init")


class ProjectExistsError(LedgerError):
    """There is a project here already; making one would write over it."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder}: there is a project here already.")


class ProjectError(LedgerError):
    """The project's sayso.toml is wrong."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}.")


class DatabaseError(LedgerError):
    """The database cannot be reached, read or written; nothing was left half-written."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The database of the project cannot be used: {detail}. Nothing was left half-written.")


class LockedLedgerError(DatabaseError):
    """Another process has been writing for longer than we wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"another process has been writing for more than {seconds:g} seconds; try again when it is done"
        )


class NewerLedgerError(DatabaseError):
    """The database has tables of a newer sayso."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"it was made by a newer version of sayso ({detail}); update sayso")


class AlteredLogError(LedgerError):
    """The log's chain is broken: an entry was altered, taken out or put in between."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The log was altered: {detail}. Run: sayso verify")


class VaultError(LedgerError):
    """The vault cannot be read or written; nothing was left half-written."""

    def __init__(self, folder: str, detail: str) -> None:
        super().__init__(f"{folder}: the vault cannot be used: {detail}. Nothing was left half-written.")


class DamagedEvidenceError(VaultError):
    """Kept bytes are not what they were; they are never written over."""

    def __init__(self, sha256: str, detail: str = "its bytes are no longer those that were kept") -> None:
        LedgerError.__init__(self, f"{sha256}: {detail}. Restore it from a backup; sayso verify names all such files.")


class MissingEvidenceError(VaultError):
    """Kept bytes are gone."""

    def __init__(self, sha256: str) -> None:
        LedgerError.__init__(self, f"{sha256}: the vault does not hold it. Restore it from a backup.")


class BackupError(LedgerError):
    """A backup cannot be written or read, or is not what it should be; nothing was left half-written."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}.")


class ReleaseError(LedgerError):
    """A release cannot be made, or its folder cannot be written; nothing was left half-written."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}.")


class GateError(ReleaseError):
    """Something is flagged on which nobody has ruled; nothing was published. `code` is of the first that waits."""

    def __init__(self, code: str, flag: str, why: str, others: int) -> None:
        self.flag = flag
        more = f"; so do {others:,} more" if others else ""
        super().__init__(
            code,
            f"{why}, and nobody has ruled whether that is published ({flag} waits for a decision{more}; "
            "see them with: sayso gate)",
        )


class UnknownIdError(LedgerError):
    """Nothing in the project has this id, or more than one thing begins so."""

    def __init__(self, id: str, detail: str = "nothing in this project has this id") -> None:
        super().__init__(f"{id}: {detail}.")


class UnknownPlaceError(LedgerError):
    """Neither an incident's place nor one that the gazetteer knows is called so."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words}: no incident's place is called so, and the gazetteer knows no such place.")


class StaleDecisionError(LedgerError):
    """The claim is read otherwise now than when the person looked at it; nothing was decided."""

    def __init__(self, target: str, seen: str, now: str) -> None:
        self.target = target
        self.seen = seen
        super().__init__(f"{target}: you saw {seen}, it is {now} now. Look again, then decide.")


class DecidedMeanwhileError(StaleDecisionError):
    """Somebody decided on the claim since the person looked at it; nothing was decided."""

    def __init__(self, target: str, detail: str) -> None:
        super().__init__(target, "", "")
        self.args = (f"{target}: since you looked, {detail}. Look again, then decide.",)


class DecisionError(LedgerError):
    """A decision that says too little or does not fit its target; nothing was decided."""

    def __init__(self, target: str, detail: str) -> None:
        super().__init__(f"{target}: {detail}.")
