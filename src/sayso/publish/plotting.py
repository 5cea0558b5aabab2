"""Pictures out of a release that was made: of what it publishes, so that nothing withheld is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from sayso.errors import OutputError, ReleaseError, UnknownIdError
from sayso.publish import records
from sayso.publish.formats.picture_files import pictures_of
from sayso.publish.pictures.months import Months


def plotted(release: Path, codes: Sequence[str], folder: Path) -> list[Path]:
    """The pictures of some incidents, or of the whole release by month. Raises ReleaseError, UnknownIdError, OutputError."""
    wanted, drawn, months = set(codes), list[Path](), Months()
    try:
        for one in records.incidents(release):
            if one.code in wanted:
                wanted.discard(one.code)
                drawn += pictures_of(one, folder)
            months.put(one.first, one.harm)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReleaseError(str(release), f"this is no release: it has no {records.INCIDENTS}") from error
    except msgspec.DecodeError as error:
        raise ReleaseError(str(release), f"{records.INCIDENTS} cannot be read ({error})") from error
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}") from error
    if wanted:
        raise UnknownIdError(min(wanted), "this release has no incident of this code")
    return drawn if codes else months.drawn(folder / "months")
