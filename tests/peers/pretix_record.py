"""Stands between a station and a real pretix server and writes down what both say.

``python tests/peers/pretix_record.py http://127.0.0.1:PORT OUT.json [PORT]`` prints the address
for the station and stays until Ctrl-C. Tokens of devices are not written down.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

HERE = "http://pretix.test"
KEPT = ("X-Page-Generated", "Date", "Last-Modified")
PASSED_ON = ("authorization", "content-type", "accept")
SECRET = re.compile(r'("(?:api_token|token)": ?)"[^"]*"')


class Recorder(BaseHTTPRequestHandler):
    """Passes everything on to ``real`` and keeps it in ``out``."""

    real, out = "", Path("recorded.json")
    heard: ClassVar[list] = []

    def log_message(self, *_arguments):
        """Say nothing."""

    def answer(self):
        """Ask the real server, and tell the station what it said."""
        status, said, told = self._asked()
        self._keep(status, said, told)
        whole = said.replace(self.real.encode(), f"http://{self.headers['Host']}".encode())
        self.send_response(status)
        for name in ("Content-Type", *KEPT):
            if told[name]:
                self.send_header(name, told[name])
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole)

    do_GET = do_POST = answer  # noqa: N815 - the names that http.server asks for

    def _asked(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else None
        headers = {name: said for name, said in self.headers.items() if name.lower() in PASSED_ON}
        request = urllib.request.Request(  # noqa: S310 - a server on this machine
            self.real + self.path, data=body, headers=headers, method=self.command
        )
        try:
            with urllib.request.urlopen(request) as reply:  # noqa: S310 - the same
                return reply.status, reply.read(), reply.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def _keep(self, status, said, told):
        parts = urlsplit(self.path)
        text = SECRET.sub(r'\1"TOKEN"', said.decode().replace(self.real, HERE))
        self.heard.append(
            {
                "method": self.command,
                "path": parts.path,
                "query": parse_qsl(parts.query),
                "status": status,
                "headers": {name: told[name] for name in KEPT if told[name]},
                "json": json.loads(text) if text else None,
            }
        )
        self.out.write_text(json.dumps(self.heard, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    Recorder.real, Recorder.out = sys.argv[1], Path(sys.argv[2])
    server = ThreadingHTTPServer(("127.0.0.1", int((sys.argv[3:] or ["0"])[0])), Recorder)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
