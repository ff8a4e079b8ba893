"""What the exit codes mean."""

ERROR = 1
REFUSED = 3
NOT_MET = 4
INTERRUPTED = 130
