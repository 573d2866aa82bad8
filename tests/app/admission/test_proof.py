"""The proof: a journal that was touched does not verify."""

from dataclasses import replace

import pytest

from app.admission.fold import fold
from app.admission.proof import verify_journal
from app.model.entry import Kind
from tests.app.journals import Pen


@pytest.fixture
def entries():
    pens = (Pen("a"), Pen("b"))
    pens[0].register()
    pens[1].write(Kind.ARRIVED)
    pens[0].write(Kind.DEPARTED)
    return [entry for pen in pens for entry in pen.entries]


def proof(entries):
    return verify_journal(entries, [fold("r1", entries)])


def test_a_whole_journal_is_sound_in_any_order(entries):
    assert proof(entries).is_sound
    assert proof(entries) == proof(entries[::-1])


def test_an_erased_payload_leaves_the_chain_whole(entries):
    entries[0] = replace(entries[0], payload=None)

    assert verify_journal(entries, []).is_sound


@pytest.mark.parametrize(
    "change", [{"payload": {"x": 1}}, {"wall_ms": 5}, {"kind": "departed"}, {"seq": 7}]
)
def test_a_changed_entry_is_found(entries, change):
    touched = [replace(entries[0], **change), *entries[1:]]

    assert not verify_journal(touched, []).is_sound


def test_a_missing_entry_is_found(entries):
    assert not verify_journal(entries[1:], []).is_sound


def test_other_entries_give_another_digest(entries):
    assert proof(entries).digest != verify_journal(entries[:-1], []).digest
