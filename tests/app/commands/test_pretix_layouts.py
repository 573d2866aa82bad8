"""Badge layouts of pretix, fetched from the server that this station works for."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.app.badge.test_pretix_adopt import background
from tests.app.badge.test_pretix_layout import CODE, NAME
from tests.app.commands.test_pretix import PROFILE
from tests.peers.pretix_series import page


@contextmanager
def picture(content, status=200):
    """Serve one file over HTTP; yields its address and what was sent along when it was asked."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_arguments):
            """Say nothing."""

        def do_GET(self):
            seen.append(dict(self.headers))
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/media/background.pdf", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def offer(pretix, *layouts, items=()):
    said = {"/badgelayouts/": page(list(layouts)), "/badgeitems/": page(list(items))}
    pretix.instead = lambda _method, path: next(
        (answer for part, answer in said.items() if part in path), None
    )


def said(name, address="", *, key=1):
    return {"id": key, "name": name, "default": key == 1, "layout": [NAME, CODE],
            "background": address}  # fmt: skip


def test_all_layouts_become_designs_with_their_backgrounds(joined, pretix):
    with picture(background()) as (address, seen):
        offer(pretix, said("Gäste", address), said("Presse"))

        made = joined("badge", "layout")

    assert [one["design"] for one in made] == ["Gäste", "Presse"]
    assert len(seen) == 1
    assert "Authorization" not in seen[0]


def test_it_is_said_for_which_products_a_layout_is_and_who_gets_no_badge(joined, pretix):
    """Press has its own, a workshop none, everything else the default one."""
    given = [{"id": 1, "item": 13, "layout": 2}, {"id": 2, "item": 14, "layout": None}]
    offer(pretix, said("Gäste"), said("Presse", key=2), items=given)

    made = {one["design"]: one for one in joined("badge", "layout")}

    assert made["Gäste"]["products"] == ["Gast", "Workshop Recht"]
    assert made["Presse"]["products"] == ["Presse"]
    assert "pretix prints it for: Presse." in made["Presse"]["remarks"][0]
    assert "no badge: Workshop Gründen" in joined.complaint


def test_one_is_fetched_by_its_name(joined, pretix):
    offer(pretix, said("Gäste"), said("Presse"))

    assert joined.one("badge", "layout", "--name", "Presse")["design"] == "Presse"

    joined("badge", "layout", "--name", "Nichts")
    assert joined.status == 2
    assert "Gäste, Presse" in joined.complaint


def test_a_background_that_does_not_come_is_told(joined, pretix):
    with picture(b"", status=404) as (address, _):
        offer(pretix, said("Gäste", address))

        joined("badge", "layout")

    assert joined.status == 2
    assert "does not come" in joined.complaint


@pytest.mark.parametrize("answer", [PROFILE, (404, {"detail": "Not found."})])
def test_without_layouts_it_is_told_what_to_do(joined, pretix, answer):
    pretix.instead = lambda _method, path: answer if "/badgelayouts/" in path else None

    joined("badge", "layout")

    assert joined.status == 2
    assert "pretix" in joined.complaint
