"""IPP messages: what is written is what is read, and noise is refused in words."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PrintError
from app.printing.ipp_message import Tag, Value, decode, encode

names = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=40)
integers = st.integers(-(2**31), 2**31 - 1)
scalars = st.one_of(
    integers.map(lambda number: Value(Tag.INTEGER, number)),
    integers.map(lambda number: Value(Tag.ENUM, number)),
    st.booleans().map(lambda truth: Value(Tag.BOOLEAN, truth)),
    st.text(max_size=60).map(lambda text: Value(Tag.TEXT, text)),
    st.binary(max_size=60).map(lambda octets: Value(Tag.OCTETS, octets)),
)
values = st.recursive(
    scalars,
    lambda inner: st.dictionaries(names, st.lists(inner, min_size=1, max_size=3), max_size=3).map(
        lambda members: Value(Tag.COLLECTION, members)
    ),
    max_leaves=12,
)
groups = st.dictionaries(names, st.lists(values, min_size=1, max_size=3), max_size=5)


def plain(value):
    if value.tag is not Tag.COLLECTION:
        return value.content
    return {name: [plain(one) for one in several] for name, several in value.content.items()}


@given(groups, groups)
def test_what_is_written_is_what_is_read(operation, job):
    response = decode(encode(0x0002, [(Tag.OPERATION, operation), (Tag.JOB, job)]) + b"%PDF")

    for tag, written in ((Tag.OPERATION, operation), (Tag.JOB, job)):
        read = {name: [plain(one) for one in several] for name, several in written.items()}
        assert response.first(tag) == read


def test_a_request_looks_as_the_standard_prints_it():
    attributes = {"attributes-charset": Value(Tag.CHARSET, "utf-8")}

    assert encode(0x000B, [(Tag.OPERATION, attributes)], version=(1, 1)) == (
        b"\x01\x01\x00\x0b\x00\x00\x00\x01\x01\x47\x00\x12attributes-charset\x00\x05utf-8\x03"
    )


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"\x33\x00\x01a\x00\x08\x00\x00\x00\x01\x00\x00\x00\x09", (1, 9)),
        (b"\x35\x00\x01a\x00\x0a\x00\x02de\x00\x04Auto", "Auto"),
        (b"\x10\x00\x01a\x00\x00", None),
        (b"\x44\x00\x01a\x00\x04none", "none"),
    ],
)
def test_kinds_that_only_printers_send_are_read(octets, expected):
    head = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04"

    assert decode(head + octets + b"\x03").first(Tag.PRINTER) == {"a": [expected]}


@given(st.binary(max_size=400) | st.binary(max_size=400).map(b"\x02\0\0\0\0\0\0\x01\x04".__add__))
def test_noise_is_refused_in_words(noise):
    with contextlib.suppress(PrintError):
        decode(noise)


@given(groups, st.integers(0, 300))
def test_an_answer_that_is_cut_off_is_refused(attributes, end):
    whole = encode(0, [(Tag.PRINTER, attributes)])

    with pytest.raises(PrintError, match="cannot be understood"):
        decode(whole[: min(end, len(whole) - 1)])
