"""The desk: one project in a browser, where people read, contest and decide. It writes through the ledger, nothing else."""
