"""The API of the desk: what the screens show and do, for programs that somebody with an account runs.

The records are those of the ledger (`sayso schema`), who may do what is the table of the screens (access.py, deciders.py). Each
module holds the addresses of one subject; service.py puts them together.
"""
