"""The desk's own tables: who may sign in, what is being done in the background, what somebody wants to find again.

Nothing of the record is here: what people decide, note or assign goes into the project's log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do, each all that the one before may do."""

    READER = "reader", _("reader")
    RECORDER = "recorder", _("recorder")
    REVIEWER = "reviewer", _("reviewer")
    PUBLISHER = "publisher", _("publisher")
    ADMIN = "admin", _("administrator")


class Accounts(BaseUserManager["Account"]):
    """Making accounts."""

    def make(self, name: str, password: str, role: Role) -> Account:
        """A new account."""
        account = self.model(username=name, role=role)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who may sign in. The log names them by `username`. `token_sha256` is of the key that their programs use."""

    username: models.CharField[str, str] = models.CharField(_("name"), max_length=150, unique=True)
    role: models.CharField[str, str] = models.CharField(
        _("role"), max_length=12, choices=Role.choices, default=Role.READER
    )
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    token_sha256: models.CharField[str, str] = models.CharField(max_length=64, blank=True, default="", db_index=True)

    objects = Accounts()
    USERNAME_FIELD = "username"

    class Meta:
        db_table = "desk_account"


class Job(models.Model):
    """Work that takes longer than a page may: adding, reading, grouping, rebuilding, verifying. `asked` is what was asked for;
    `done` and `total` count reports (total 0: not known), `result` is what came of it all, `sentence` why it failed.
    `place` is the desk that has its files; `away`: somebody has seen how it ended and put it away.
    """

    class State(models.TextChoices):
        """How far it is. `gathering`: its files are still being sent; `interrupted`: the desk ended while it ran."""

        GATHERING = "gathering", _("receiving files")
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        INTERRUPTED = "interrupted", _("interrupted")

    kind: models.CharField[str, str] = models.CharField(max_length=12)
    asked: models.JSONField[Any, Any] = models.JSONField(default=dict)
    state: models.CharField[str, str] = models.CharField(
        max_length=12, choices=State.choices, default=State.WAITING, db_index=True
    )
    by: models.CharField[str, str] = models.CharField(max_length=150)
    place: models.CharField[str, str] = models.CharField(max_length=16, default="")
    created: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(auto_now_add=True)
    started: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    done: models.IntegerField[int, int] = models.IntegerField(default=0)
    total: models.IntegerField[int, int] = models.IntegerField(default=0)
    cancel: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    away: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    sentence: models.TextField[str, str] = models.TextField(blank=True, default="")
    result: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        db_table = "desk_job"


class JobLine(models.Model):
    """What a job has to say of one report or one fault, in order; `outcome` is its kind, `body` the record."""

    job: models.ForeignKey[Job, Job] = models.ForeignKey(Job, models.CASCADE, related_name="lines")
    number: models.IntegerField[int, int] = models.IntegerField()
    outcome: models.CharField[str, str] = models.CharField(max_length=12)
    body: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        db_table = "desk_job_line"
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "number"], name="desk_job_line_number")]


class SavedSearch(models.Model):
    """A view of Explore by its address, and when its owner looked last: the number of the newest log entry then."""

    owner: models.ForeignKey[Account, Account] = models.ForeignKey(Account, models.CASCADE, related_name="searches")
    name: models.CharField[str, str] = models.CharField(max_length=120)
    query: models.TextField[str, str] = models.TextField()
    seen: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)

    class Meta:
        db_table = "desk_search"
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "name"], name="desk_search_name")]


class KeyEvent(models.Model):
    """A key to the API was made or revoked: for whom, by whom, when. The key itself is nowhere."""

    class What(models.TextChoices):
        """What was done."""

        MADE = "made", _("made")
        REVOKED = "revoked", _("revoked")

    username: models.CharField[str, str] = models.CharField(max_length=150, db_index=True)
    by: models.CharField[str, str] = models.CharField(max_length=150)
    what: models.CharField[str, str] = models.CharField(max_length=8, choices=What.choices)
    at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "desk_key_event"
