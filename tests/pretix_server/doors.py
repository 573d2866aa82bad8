"""Stations of an event at a pretix server, worked by the command line, and the office behind it."""

import json
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import httpx

from app.sync.pretix.identity import registration_of, source_of

ROOT = Path(__file__).parents[2]
ORGANIZER = "hall"


class Door:
    """A data folder whose commands are real processes; keeps what the last one complained of."""

    def __init__(self, folder):
        self.folder = folder
        self.complaint = ""

    def __call__(self, *arguments, said=""):
        """Run a command; return its lines of JSON."""
        done = subprocess.run(
            self.command(*arguments), input=said, capture_output=True, text=True, cwd=ROOT,
            check=False,
        )  # fmt: skip
        self.complaint = done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def begin(self, *arguments):
        """Start a command that goes on while others do something."""
        return subprocess.Popen(
            self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=ROOT,
        )  # fmt: skip

    def command(self, *arguments):
        named = ["--data", str(self.folder), "--json", *map(str, arguments)]
        return [sys.executable, "-m", "app", *named]

    def sync(self):
        """Exchange with pretix; return what was said of the upload and of the download."""
        said = {}
        for line in self("sync"):
            said.update(line)
        assert "pretix" in said, self.complaint
        return said

    def scan(self, *codes, door="Eingang"):
        return self("scan", "-", "--session", door, said="".join(f"{code}\n" for code in codes))

    def people(self):
        return {one["id"]: one for one in self("roster", "list")}

    def questions(self):
        return [one for one in self("conflicts") if one["open"]]

    def own_movements(self):
        """Return the living movements that were made here, as (registration, kind, Unix ms)."""
        entries = self("journal", "show")
        annulled = {one["ref"] for one in entries if one["kind"] == "annulled"}
        return Counter(
            (one["registration"], one["kind"], ms_of(one["at"]))
            for one in entries
            if one["kind"] in ("arrived", "departed")
            and one["id"] not in annulled
            and one["payload"].get("reason") != "pretix"
        )


class Office:
    """The organiser, who changes things in pretix while doors are open."""

    def __init__(self, server, made, event):
        self.source = source_of(server.url, ORGANIZER, event)
        self.made = made
        self.tickets = made["tickets"]
        self.event = event
        self._event = f"organizers/{ORGANIZER}/events/{event}/"
        self._client = httpx.Client(
            base_url=f"{server.url}/api/v1/",
            headers={"Authorization": f"Token {made['token']}"},
            timeout=60,
            trust_env=False,
        )

    def close(self):
        self._client.close()

    def __call__(self, method, path, **body):
        """Ask for something of the event and return what is said."""
        reply = self._client.request(method, self._event + path, json=body or None)
        assert reply.is_success, (method, path, reply.status_code, reply.text)
        return reply.json() if reply.content else None

    def registration(self, ticket):
        return registration_of(self.source, ticket["position"])

    def sell(self, name):
        """Sell one more ticket; return its position."""
        said = self(
            "POST", "orders/", email="late@example.org", locale="de", sales_channel="web",
            status="p", payment_provider="manual", fees=[],
            positions=[{
                "positionid": 1, "item": self.tickets[0]["item"], "variation": None,
                "price": "10.00", "answers": [], "subevent": None,
                "attendee_name_parts": {"_scheme": "full", "full_name": name},
            }],
        )  # fmt: skip
        return said["positions"][0]

    def status_for(self, token):
        """Return what pretix answers to a device with that key."""
        headers = {"Authorization": f"Device {token}"}
        return self._client.get("device/info", headers=headers).status_code

    def secret(self, ticket):
        return self("GET", f"orderpositions/{ticket['position']}/")["secret"]

    def check_ins(self):
        """Return every check-in that counts in pretix."""
        page, found = f"{self._event}checkins/?successful=true", []
        while page:
            said = self._client.get(page).raise_for_status().json()
            found += said["results"]
            page = said["next"]
        return found

    def movements(self):
        """Return the check-ins as the doors' own movements are."""
        kinds = {"entry": "arrived", "exit": "departed"}
        return Counter(
            (
                registration_of(self.source, one["position"]),
                kinds[one["type"]],
                ms_of(one["datetime"]),
            )
            for one in self.check_ins()
        )


def ms_of(text):
    return round(datetime.fromisoformat(text).timestamp() * 1000)
