"""What knocks at a hub's door in tests."""

import json
import ssl
from contextlib import closing
from http.client import HTTPSConnection

from app.sync import wire
from app.sync.signing import sign


class Reply:
    """What came back."""

    def __init__(self, reply):
        self.status = reply.status
        self.headers = reply.headers
        self.content = reply.read()

    @property
    def told(self):
        return json.loads(self.content)

    @property
    def reason(self):
        return self.told["reason"]


class Ask:
    """Sends one request as a stranger's program would."""

    def __init__(self, hub, link=None):
        self._address = hub.address
        self._link = link
        self._context = ssl.create_default_context()
        self._context.check_hostname = False
        self._context.verify_mode = ssl.CERT_NONE

    def __call__(self, method, path, *, body=None, signed=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._link is not None:
            headers = {"Authorization": f"Bearer {self._link.token}"} | headers
            if body is not None:
                signature = sign(self._link.signing_key, body if signed is None else signed)
                headers = {wire.SIGNATURE: signature} | headers
        line = HTTPSConnection(self._address, context=self._context, timeout=60)
        with closing(line):
            line.request(method, path, body, headers)
            return Reply(line.getresponse())

    def refused(self):
        """Return how many requests the hub has refused, by reason; ask with a token."""
        return self("GET", "/v1/status").told["refused"]
