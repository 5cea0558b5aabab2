"""Records only: frozen structs, no I/O, no knowledge of storage."""
