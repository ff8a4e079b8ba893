"""The command line: `assistant ask`, `chat`, `search`, `index`, `eval`, `feedback`, `serve`, `password`.

Exit codes: 0 done; 1 an error, said in one line on standard error; 2 wrong usage; 3 `ask` was refused, the documents do
not answer it; 4 checked and not as it should be (`index --check`, `eval check`, a gate).
"""

from assistant.cli.app import main

__all__ = ["main"]
