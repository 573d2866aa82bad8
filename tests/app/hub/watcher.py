"""Somebody who watches a board: a plain HTTP client that reads the stream line by line."""

import json
import ssl
import time
from contextlib import closing, contextmanager
from http.client import HTTPSConnection


class Watcher:
    """One open stream; `hear` returns the next event."""

    def __init__(self, reply):
        self.reply = reply
        self.text = ""

    def hear(self):
        """Return name, id and data of the next event; ('', '', {}) when the stream has ended."""
        event = {"event": "", "id": "", "data": "{}"}
        while line := self.reply.readline().decode():
            self.text += line
            if line == "\n" and event["event"]:
                break
            name, _, value = line.rstrip("\n").partition(": ")
            event[name] = value
        return event["event"], event["id"], json.loads(event["data"])

    def board(self, is_wanted=lambda _board: True):
        """Return the next state that *is_wanted*, and when it was heard."""
        while True:
            name, _, data = self.hear()
            assert name in {"figures", "beat"}, name
            if name == "figures" and is_wanted(data["board"]):
                return data["board"], time.perf_counter()


@contextmanager
def watching_board(address, key, **headers):
    """Open the stream of the hub at *address*."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    line = HTTPSConnection(address, context=context, timeout=60)
    with closing(line):
        line.request("GET", f"/board/events?key={key}", headers=headers)
        with closing(line.getresponse()) as reply:
            yield Watcher(reply)
