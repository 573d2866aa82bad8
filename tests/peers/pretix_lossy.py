"""A line to a pretix server on which single answers are lost: what was asked was done there."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

_PASSED_ON = ("authorization", "content-type", "x-idempotency-key")
_FRAMING = {"connection", "content-encoding", "content-length", "date", "server"}


class Line:
    """Where the line begins, and the ends of the paths whose next answer is lost on it."""

    def __init__(self, port):
        self.port = port
        self.lose = []
        self.lost = []


@contextmanager
def lossy_line(url):
    """Lead to the server at *url* from a free port of this machine."""
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as server:

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_arguments):
                """Say nothing."""

            def forward(self):
                said = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
                reply = server.request(self.command, self.path, content=said, headers=headers)
                for end in line.lose:
                    if self.path.endswith(end):
                        line.lose.remove(end)
                        line.lost.append(reply.status_code)
                        return
                self.send_response(reply.status_code)
                for name, value in reply.headers.items():
                    if name.lower() not in _FRAMING:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.content)))
                self.end_headers()
                self.wfile.write(reply.content)

            do_GET = do_POST = forward  # noqa: N815 - the names that http.server asks for

        entry = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        line = Line(entry.server_port)
        thread = threading.Thread(target=entry.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield line
        finally:
            entry.shutdown()
            entry.server_close()
            thread.join()
