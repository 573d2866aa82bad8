"""Badge layouts of pretix, fetched from the server that this station works for."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.badge.raster import page_texts
from tests.app.badge.test_pretix_adopt import background
from tests.app.badge.test_pretix_layout import BOX, CODE, NAME
from tests.app.commands.test_pretix import JOSE, MAI, PROFILE, ZOE
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
    word = BOX | {"text_i18n": {"de": name}}
    return {"id": key, "name": name, "default": key == 1, "layout": [NAME, CODE, word],
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


def badges(line, out):
    """Return the text of each guest's badge by the guest's name."""
    people = [one for one in line("roster", "list") if one["name"] in (ZOE, MAI, JOSE)]
    line("badge", "make", *(one["code"] for one in people), "--out", out)
    assert line.status == 0
    return dict(zip([one["name"] for one in people], page_texts(out.read_bytes()), strict=True))


def test_guests_print_with_the_layout_of_their_product(joined, pretix, tmp_path):
    """José is of Presse – Print, a variation of the product that has a layout of its own."""
    given = [{"id": 1, "item": 13, "layout": 2}]
    offer(pretix, said("Festgast"), said("Medienhaus", key=2), items=given)
    joined("badge", "layout")

    texts = badges(joined, tmp_path / "badges.pdf")

    assert {name: "Medienhaus" in text for name, text in texts.items()} == {
        ZOE: False, MAI: False, JOSE: True,
    }  # fmt: skip
    assert "Festgast" in texts[ZOE]
    assert "Festgast" in texts[MAI]


def test_a_product_that_gets_another_layout_in_pretix_prints_with_it(joined, pretix, tmp_path):
    offer(pretix, said("Festgast"), said("Medienhaus", key=2))
    joined("badge", "layout")
    assert "Festgast" in badges(joined, tmp_path / "before.pdf")[JOSE]

    given = [{"id": 1, "item": 13, "layout": 2}]
    offer(pretix, said("Festgast"), said("Medienhaus", key=2), items=given)
    joined("badge", "layout")

    assert "Medienhaus" in badges(joined, tmp_path / "after.pdf")[JOSE]


def test_a_layout_that_is_fetched_alone_leaves_the_other_guests_alone(joined, pretix):
    joined("badge", "design", "Gast", "a7")
    given = [{"id": 1, "item": 13, "layout": 2}]
    offer(pretix, said("Festgast"), said("Medienhaus", key=2), items=given)

    joined("badge", "layout", "--name", "Medienhaus")

    own = {row["category"]: row["design"] for row in joined("badge", "design") if row["own"]}
    assert own == {"Gast": "a7", "Presse – Print": "Medienhaus"}


def test_of_two_layouts_for_products_of_one_name_the_first_stays_and_it_is_said(joined, pretix):
    offer(pretix, said("Tag"), said("Abend", key=2), items=[{"id": 1, "item": 2, "layout": 2}])
    others, twins = pretix.instead, page([{"id": 1, "name": "Gast"}, {"id": 2, "name": "Gast"}])
    pretix.instead = lambda method, path: twins if "/items/" in path else others(method, path)

    made = {one["design"]: one for one in joined("badge", "layout")}

    assert "go on so: Gast" in made["Abend"]["remarks"][1]
    assert {row["design"] for row in joined("badge", "design") if row["own"]} == {"Tag"}


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
