"""A real HTTP server that says again what a real pretix server once said."""

import json
from collections import defaultdict, deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

RECORDED = Path(__file__).with_name("pretix")
THERE = "http://pretix.test"
IGNORED = frozenset({"modified_since", "created_since", "updated_since", "ordering"})
"""Members of a query that carry times of the day of the recording."""


class Replay:
    """Serves recorded exchanges; the same question gets its answers in order, the last for ever.

    ``asked`` are method, path and query of every request; ``instead`` gives other answers: what
    it returns for a path, as status and JSON, unless it is None.
    """

    def __init__(self, *names):
        self.asked = []
        self.bodies = []
        self.instead = lambda _method, _path: None
        self._answers = defaultdict(deque)
        for name in names:
            self.add(name)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_arguments):
                """Say nothing."""

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                outer.bodies.append(json.loads(self.rfile.read(length)) if length else None)
                status, headers, said = outer.reply(self.command, self.path)
                text = json.dumps(said).replace(THERE, outer.address).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    if name != "Date":
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = answer  # noqa: N815 - the names that http.server asks for

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def invitation(self):
        """What pretix shows when a device is added here."""
        return f"pretix+{self.address}/?token=abcdefgh12345678"

    @property
    def recorded(self):
        """The questions that have answers: method, path and query."""
        return list(self._answers)

    def add(self, name):
        """Go on with another recording."""
        said = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
        fresh = set()
        for one in said:
            key = _key(one["method"], one["path"], map(tuple, one["query"]))
            if key not in fresh:
                self._answers[key].clear()
                fresh.add(key)
            self._answers[key].append(one)

    def reply(self, method, url):
        """Return status, headers and JSON."""
        parts = urlsplit(url)
        query = parse_qsl(parts.query)
        self.asked.append((method, parts.path, dict(query)))
        other = self.instead(method, url)
        if other is not None:
            return other[0], {}, other[1]
        return self.reply_recorded(method, url)

    def reply_recorded(self, method, url):
        """Return what was recorded, whatever is said instead."""
        parts = urlsplit(url)
        query = parse_qsl(parts.query)
        answers = self._answers.get(_key(method, parts.path, query))
        if not answers:
            return 404, {}, {"detail": f"not recorded: {method} {url}"}
        one = answers.popleft() if len(answers) > 1 else answers[0]
        return one["status"], one["headers"], one["json"]


def _key(method, path, query):
    return method, path, tuple(sorted(pair for pair in query if pair[0] not in IGNORED))
