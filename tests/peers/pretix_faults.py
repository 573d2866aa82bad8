"""A small pretix over a real socket that fails in every way of which its protocol has a status.

It knows tickets by their secrets, check-in lists by number and check-ins by nonce, as pretix
does; what is not asked for here is not answered. A *fault* is what happens to the next requests
about a secret (or to all): a status, ``hang``, ``drop`` (done, but the line is cut before the
answer), ``garbage``, ``portal`` (the log-in page of some network) or a whole answer.
"""

import json
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "device-token"  # noqa: S105 - of a server that exists for a test
ORGANIZER = "org"
REVOKED = {"detail": "Device access has been revoked."}
PROFILE = {"detail": "Request denied by device security profile."}


@dataclass
class CheckIn:
    secret: str
    list_id: int
    nonce: str
    type: str
    at: datetime
    is_forced: bool = False
    is_annulled: bool = False


@dataclass
class FaultyPretix:
    """What the server knows, and how it fails; tests set and read it."""

    tickets: set[str] = field(default_factory=set)
    lists: set[int] = field(default_factory=lambda: {1, 2})
    faults: dict[str, list] = field(default_factory=dict)
    always: dict[str, object] = field(default_factory=dict)
    check_ins: list[CheckIn] = field(default_factory=list)
    seen: list[tuple[str, dict]] = field(default_factory=list)
    in_flight: int = 0
    most_in_flight: int = 0
    delay_s: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    wake: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    @property
    def source(self):
        return f"{self.address.removeprefix('http://')}/{ORGANIZER}/ev"

    def counting(self):
        """Return the check-ins that count, as (secret, list, type)."""
        return [(c.secret, c.list_id, c.type) for c in self.check_ins if not c.is_annulled]

    def nonces(self):
        return Counter(c.nonce for c in self.check_ins)

    def fault_of(self, body):
        for key in (body.get("secret", ""), body.get("nonce", ""), "*"):
            if self.faults.get(key):
                return self.faults[key].pop(0)
            if key in self.always:
                return self.always[key]
        return None

    def redeem(self, body):
        (list_id,) = body["lists"]
        if list_id not in self.lists:
            return 400, {"lists": [f'Invalid pk "{list_id}" - object does not exist.']}
        if body["secret"] not in self.tickets:
            return 404, {"detail": "Not found.", "status": "error", "reason": "invalid",
                         "reason_explanation": None}  # fmt: skip
        if body["nonce"] not in self.nonces():
            same = (body["secret"], list_id, "entry")
            is_double = body["type"] == "entry" and same in self.counting()
            if is_double and not body["force"]:
                return 400, {"status": "error", "reason": "already_redeemed"}
            at = datetime.fromisoformat(body["datetime"])
            self.check_ins.append(
                CheckIn(body["secret"], list_id, body["nonce"], body["type"], at, is_double)
            )
        return 201, {"status": "ok", "list": {"id": list_id}, "position": {"checkins": []}}

    def annul(self, body):
        found = [c for c in self.check_ins if c.nonce == body["nonce"] and not c.is_annulled]
        if not found:
            return 404, {"detail": "No check-in found based on nonce"}
        at = datetime.fromisoformat(body["datetime"])
        if (at - found[0].at).total_seconds() > 15 * 60:
            return 400, {"detail": "Check-in is too old."}
        found[0].is_annulled = True
        return 200, {"status": "ok"}


_BODIES = {
    "portal": (200, b"<html>Please log in</html>"),
    "garbage": (201, b'{"status": "o'),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        pretix = self.server.pretix
        with pretix.lock:
            pretix.seen.append((self.path, body))
            pretix.in_flight += 1
            pretix.most_in_flight = max(pretix.in_flight, pretix.most_in_flight)
            fault = pretix.fault_of(body)
        if pretix.delay_s:
            pretix.wake.wait(pretix.delay_s)
        try:
            self.answer(pretix, body, fault)
        finally:
            with pretix.lock:
                pretix.in_flight -= 1

    def answer(self, pretix, body, fault):
        if self.headers.get("Authorization") != f"Device {TOKEN}":
            return self.say(401, {"detail": "Invalid token."})
        if fault in ("hang", "mute"):
            pretix.wake.wait(20 if fault == "hang" else 0)
            return self.cut()
        fault = _BODIES[fault] if fault in ("portal", "garbage") else fault
        if isinstance(fault, tuple):
            return self.say(*fault)
        step = self.path.rsplit("/", 2)[-2]
        with pretix.lock:
            said = {"redeem": pretix.redeem, "annul": pretix.annul}[step](body)
        return self.cut() if fault == "drop" else self.say(*said)

    def say(self, status, body, headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def cut(self):
        self.close_connection = True


@contextmanager
def faulty_pretix(*secrets):
    """Run the server on a free port of this machine."""
    pretix = FaultyPretix(tickets=set(secrets))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.pretix, server.daemon_threads = pretix, True
    pretix.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield pretix
    finally:
        pretix.wake.set()
        server.shutdown()
        server.server_close()
        thread.join()
