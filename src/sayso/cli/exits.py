"""How a command ends: 0 done, 1 failure, 2 usage (typer's own), 3 finished with rejected inputs."""

FAILED = 1
REJECTED = 3
