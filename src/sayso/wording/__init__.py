"""How records are told in plain English: sentences, names of codes, numbers, days. The terminal and the desk say the same."""
