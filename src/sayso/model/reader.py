"""Which reader a person chose, and where its server is."""

from __future__ import annotations

from typing import Literal

from sayso.model.record import Record

ReaderName = Literal["both", "rules", "server"]
"""`rules`: the rules alone; `both`: rules and trained models; `server`: a language model behind an address."""


class ReaderSettings(Record, frozen=True, kw_only=True):
    """What `sayso.toml`, the environment and the command line say of the reader. `timeout` is in seconds, for one request.

    A key that the server wants is no setting: it comes from the environment (SAYSO_SERVER_KEY) and is stored nowhere.
    """

    name: ReaderName = "both"
    url: str | None = None
    model: str | None = None
    timeout: float = 300.0
    allow_remote: bool = False
