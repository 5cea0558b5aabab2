"""How a command ends: 0 done, 1 failure, 2 usage (typer's own), 3 finished with rejected inputs."""

FAILED = 1
REJECTED = 3
CLOSED = 141  # as the shell tells of whoever wrote to a closed pipe: 128 and the signal SIGPIPE
