"""The command line as scripts use it, in this process."""

import json

from app.__main__ import run


class Line:
    """Runs commands on one data folder; keeps what the last one said."""

    def __init__(self, data, capsys):
        self.data = data
        self._capsys = capsys
        self.status = 0
        self.complaint = ""

    def __call__(self, *arguments):
        """Run one command; return its lines of JSON."""
        self._capsys.readouterr()
        self.status = run(["--data", str(self.data), "--json", *map(str, arguments)])
        said = self._capsys.readouterr()
        self.complaint = said.err
        return [json.loads(line) for line in said.out.splitlines()]

    def one(self, *arguments):
        """Run one command that answers with one line, and return it."""
        (answer,) = self(*arguments)
        return answer
