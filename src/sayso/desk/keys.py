"""Keys by which somebody's programs use the API: one an account, shown once when it is made; only its hash is kept."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import get_random_string

from sayso.desk.models import Account, KeyEvent

_BEGINS = "sayso_"  # so that whoever finds one somewhere knows what it is
_LENGTH = 43  # of letters and digits: 256 bits


def make(account: Account, by: str) -> str:
    """A new key, in place of the one that there was."""
    key = f"{_BEGINS}{get_random_string(_LENGTH)}"
    _put(account, hash_of(key), by, KeyEvent.What.MADE)
    return key


def revoke(account: Account, by: str) -> bool:
    """Take the key back; False when there is none."""
    had_one = bool(account.token_sha256)
    if had_one:
        _put(account, "", by, KeyEvent.What.REVOKED)
    return had_one


def account_of(key: str) -> Account | None:
    """Whose key it is; nobody's while the account may not sign in or is locked after wrong passwords."""
    account = Account.objects.filter(token_sha256=hash_of(key), is_active=True).first() if key else None
    return None if account is None or _is_locked(account.username) else account


def events(account: Account | None = None, most: int = 100) -> list[KeyEvent]:
    """When keys were made and revoked, the newest first: of one account, or of all."""
    found = KeyEvent.objects.order_by("-id")
    return list(found[:most] if account is None else found.filter(username=account.username)[:most])


def hash_of(key: str) -> str:
    """What is kept of a key. It is long and random: a plain hash gives nothing away."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _put(account: Account, token_sha256: str, by: str, what: KeyEvent.What) -> None:
    with transaction.atomic():
        account.token_sha256 = token_sha256
        account.save(update_fields=["token_sha256"])
        KeyEvent.objects.create(username=account.username, by=by, what=what)


def _is_locked(name: str) -> bool:
    """Whether the door is shut to this name, as it is on the sign-in page."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    tried = AccessAttempt.objects.filter(username=name, attempt_time__gt=since)
    failures = tried.aggregate(failures=Sum("failures_since_start"))["failures"] or 0
    return bool(failures >= settings.AXES_FAILURE_LIMIT)
