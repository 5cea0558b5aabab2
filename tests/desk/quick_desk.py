"""The command `sayso`, on which passwords are hashed in no time: of the desks of the tests everybody signs in again and again.

That the real hash is a slow one is tested where accounts are (test_accounts.py), on a desk without this.
"""

from __future__ import annotations

from sayso.cli.app import main
from sayso.desk import settings

_accounts = settings._accounts
settings._accounts = lambda: _accounts() | {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}

if __name__ == "__main__":
    main()
