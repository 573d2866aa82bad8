"""Erase, access, retention, audit and the end of an event, as scripts use them."""

import json

import pypdfium2
import pytest

from app.vault import key_of
from tests.app.commands.conftest import LIST
from tests.bytes_on_disk import found


def test_erasing_says_what_it_concerned_and_totals_stay(listed):
    before = listed.one("figures")
    dry = listed.one("erase", "ana@example.org", "--dry-run")
    done = listed.one("erase", "C-ANA")

    assert (dry["dry_run"], dry["entries"]) == (True, done["entries"])
    assert done["entries"] == 1
    after = listed.one("figures")
    for name in ("registered", "cancelled", "arrived", "present", "walk_ins", "no_show_rate", "by"):
        assert after[name] == before[name]
    assert listed.one("journal", "verify")["ok"] is True
    assert [one["name"] for one in listed("roster", "list") if one["name"].startswith("Ana")] == []


def test_a_list_does_not_bring_anybody_back(listed, tmp_path):
    listed("erase", "Ana Müller")
    path = tmp_path / "again.csv"
    path.write_text(LIST, encoding="utf-8")

    report = listed.one("roster", "import", path)

    assert (report["new"], report["unchanged"]) == (0, 2)
    assert [one["line"] for one in report["refused"]] == [2]


@pytest.mark.parametrize("person", ["Nobody", "", "C-NOBODY"])
def test_nobody_is_erased_by_a_slip(listed, person):
    listed("erase", person)

    assert listed.status == 2
    assert "Nobody answers" in listed.complaint


def test_several_of_one_name_are_told_apart_by_id(listed):
    listed("roster", "add", "--name", "Bo Li")
    listed("erase", "Bo Li")

    assert listed.status == 2
    assert "Several people" in listed.complaint


def test_an_erased_person_is_not_erased_again(listed):
    registration = listed.one("erase", "C-ANA")["registrations"][0]
    listed("erase", registration)

    assert listed.status == 2
    assert "erased before" in listed.complaint


def test_exports_are_named_and_wiped_when_asked_for(listed, tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        listed("export", "arrivals", "--out", path)
    second.write_text("changed by hand")

    dry = listed.one("erase", "C-ANA", "--dry-run")
    done = listed.one("erase", "C-ANA", "--exports")

    assert dry["files"] == [str(first), str(second)]
    assert done["files"] == [str(second)]
    assert (first.exists(), second.exists()) == (False, True)


@pytest.mark.parametrize("is_wiped", [False, True])
def test_the_picture_of_the_code_is_known_too(listed, tmp_path, is_wiped):
    listed("export", "codes", "--out", tmp_path / "mail.csv")
    pictures = sorted((tmp_path / "mail-qr").iterdir())
    others = [path for path in pictures if not path.name.startswith("C-ANA")]
    assert len(others) == len(pictures) - 1

    done = listed.one("erase", "C-ANA", *(["--exports"] if is_wiped else []))

    (own,) = set(pictures) - set(others)
    assert (str(own) in done["files"]) is not is_wiped
    assert sorted((tmp_path / "mail-qr").iterdir()) == (others if is_wiped else pictures)


def test_what_lay_beside_certificates_is_nobodys_to_wipe(line, tmp_path):
    line("event", "create", "Fest", "--starts", "2020-12-01T17:00", "--ends", "2020-12-01T22:00")
    times = ("--starts", "2020-12-01T18:00", "--ends", "2020-12-01T19:00")
    line("session", "add", "Forum", *times)
    line("roster", "add", "--name", "Ana Alt")
    line("export", "fallback", "--out", tmp_path / "lists.pdf")
    line("roster", "reenter", "1A", "1", "--at", "2020-12-01T18:00", "--session", "Forum")
    folder = tmp_path / "certificates"
    folder.mkdir()
    (folder / "thesis.txt").write_text("precious")
    written = line.one("export", "certificates", "--each", "--session", "Forum", "--out", folder)

    line("erase", "Ana Alt", "--exports")

    assert written["rows"] == 1
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_a_file_that_is_called_after_the_person_is_named_once_and_then_forgotten(listed, tmp_path):
    out = tmp_path / "Ana Müller.json"
    listed("access", "C-ANA", "--out", out)

    assert listed.one("erase", "C-ANA")["files"] == [str(out)]
    assert found(("Ana Müller",), listed.data, key_of(listed.data)) == set()


def test_a_users_own_name_makes_no_file_forgotten(listed, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "ana"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "ana"))
    out = tmp_path / "ana" / "list.csv"
    out.parent.mkdir()
    listed("export", "arrivals", "--out", out)
    listed("erase", "C-ANA")

    assert listed.one("erase", "Bo Li")["files"] == [str(out)]


def test_access_tells_everything_of_one_person(listed, tmp_path):
    told = listed.one("access", "C-ANA")
    out = tmp_path / "ana.json"
    listed("access", "C-ANA", "--out", out)

    assert told["fields"]["email"] == "ana@example.org"
    assert [entry["kind"] for entry in told["entries"]] == ["registered"]
    assert json.loads(out.read_text("utf-8"))[0]["codes"] == ["C-ANA"]
    assert "bo@example.org" not in out.read_text("utf-8")


def test_the_audit_shows_what_left_the_event(listed, tmp_path):
    listed("export", "arrivals", "--out", tmp_path / "a.csv")
    listed("access", "C-ANA", "--out", tmp_path / "a.pdf")

    lines = listed("audit")

    assert [(line["kind"], line["format"], line["by"]) for line in lines] == [
        ("access", "pdf", "organiser"),
        ("arrivals", "csv", "organiser"),
    ]
    kinds = [entry["kind"] for entry in listed("journal", "show")]
    assert kinds.count("exported") == 2


def test_what_is_due_is_shown_deleted_and_written_down(listed):
    late = ("--at", "2027-01-20T00:00")
    shown = {one["class"]: one for one in listed("retention", "show", *late)}
    dry = listed("retention", "run", *late, "--dry-run")
    done = listed("retention", "run", *late)

    assert shown["contact"]["is_due"] is True
    assert shown["people"]["is_due"] is False
    assert [one["class"] for one in dry] == [one["class"] for one in done] == ["contact", "no-show"]
    assert [one["class"] for one in listed("retention", "protocol")][::-1] == ["contact", "no-show"]
    assert listed("retention", "run", *late) == []
    assert listed.one("figures")["registered"] == 3


def test_the_protocol_is_written_as_a_paper_that_the_audit_knows(listed, tmp_path):
    listed("retention", "run", "--at", "2027-03-01T12:00")
    out = tmp_path / "p.pdf"

    told = listed.one("retention", "protocol", "--out", out, "--language", "en")

    assert told == {"file": str(out), "rows": len(listed("retention", "protocol"))}
    document = pypdfium2.PdfDocument(out)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Deletion protocol" in text
    assert "Contact details" in text
    assert "Ana" not in text
    assert [line["kind"] for line in listed("audit")] == ["deletions"]


def test_a_dry_run_tells_needs_that_nobody_agreed_to(line, tmp_path):
    # After an event everything is due, so it is one that nobody of us will see.
    line("event", "create", "Fest", "--starts", "2126-12-01T17:00", "--ends", "2126-12-01T22:00")
    path = tmp_path / "needs.csv"
    path.write_text("Name;Code;needs\nDora Neu;C-DORA;Rampe\n", encoding="utf-8")
    line("roster", "import", path)

    dry = line("retention", "run", "--dry-run")
    done = line("retention", "run")

    assert [(one["class"], one["people"]) for one in dry] == [("special", 1)]
    assert done == [{**one, "dry_run": False} for one in dry]


def test_periods_are_the_events_own(listed):
    shown = listed.one("event", "retention", "--keep", "contact=6d", "--keep", "special=1h")

    assert (shown["contact"], shown["special"], shown["people"]) == ("144h", "1h", "4320h")
    assert listed.one("event", "retention") == shown


@pytest.mark.parametrize(
    "text", ["contact", "contact=6", "contact=-1d", "nothing=1d", "log=99999w"]
)
def test_a_period_that_is_none_is_refused(listed, text):
    listed("event", "retention", "--keep", text)

    assert listed.status == 2


def test_an_event_ends_with_its_key(listed):
    answer = listed.one("event", "destroy", "Fest")

    assert (answer["people"], answer["is_key_gone"]) == (3, True)
    assert [path.name for path in listed.data.rglob("*.db*")] == []
    assert listed("event", "list") == []
    protocol = (listed.data / "protocols" / f"{answer['event']}.json").read_text("utf-8")
    assert "Ana" not in protocol


def test_another_event_keeps_the_key(listed):
    listed("event", "create", "Two", "--starts", "2026-12-02T17:00", "--ends", "2026-12-02T22:00")
    answer = listed.one("event", "destroy", "Fest")

    assert answer["is_key_gone"] is False
    assert [one["name"] for one in listed("event", "list")] == ["Two"]


def test_the_end_names_the_files_that_are_still_there(listed, tmp_path):
    for kind in ("arrivals", "no-shows"):
        listed("export", kind, "--out", tmp_path / f"{kind}.csv")
    (tmp_path / "arrivals.csv").unlink()

    assert listed.one("event", "destroy", "Fest")["left"] == [str(tmp_path / "no-shows.csv")]


def test_an_end_that_cannot_remove_a_file_goes_on_the_next_time(listed, monkeypatch):
    with monkeypatch.context() as held:
        held.setattr("app.bootstrap.ending.wipe", lambda _path: None)
        listed("event", "destroy", "Fest")
    assert listed.status == 2
    assert "cannot be removed" in listed.complaint

    assert listed("event", "list") == []
    assert [path.name for path in listed.data.rglob("*.db*")] == []
