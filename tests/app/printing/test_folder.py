"""A folder as a printer: every badge is a whole file, and none is replaced."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.errors import PrintError
from app.model.badge import JobState, Receipt
from app.printing.folder import FolderPrinter
from app.printing.printer import Paper


def test_a_badge_becomes_a_file(tmp_path, pdf):
    receipt = FolderPrinter(tmp_path / "out").send(Paper(pdf, "BCDEFGHJKLNOPRST", "1"))

    assert receipt == Receipt(JobState.PRINTED)
    assert (tmp_path / "out" / "BCDEFGHJKLNOPRST.pdf").read_bytes() == pdf


def test_a_second_badge_of_a_code_replaces_nothing(tmp_path):
    printer = FolderPrinter(tmp_path)
    for content in (b"1", b"2", b"3"):
        printer.send(Paper(content, "CODE", "1"))

    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"CODE.pdf": b"1", "CODE-2.pdf": b"2", "CODE-3.pdf": b"3"}


def test_badges_sent_at_once_all_arrive(tmp_path):
    printer = FolderPrinter(tmp_path)
    contents = [f"{number}".encode() for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: printer.send(Paper(content, "CODE", "1")), contents))

    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == sorted(contents)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc_passwd.pdf"),
        ("a b/c", "a_b_c.pdf"),
        ("…", "badge.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_any_title_gives_a_name_within_the_folder(tmp_path, title, name):
    FolderPrinter(tmp_path).send(Paper(b"1", title, "1"))

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way", "utf-8")

    with pytest.raises(PrintError, match=r"cannot be written .*choose another folder"):
        FolderPrinter(tmp_path / "file" / "out").send(Paper(b"1", "CODE", "1"))


def test_a_failure_leaves_nothing_behind(tmp_path):
    (tmp_path / "CODE.pdf").mkdir()
    printer = FolderPrinter(tmp_path)
    printer.send(Paper(b"1", "CODE", "1"))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["CODE-2.pdf", "CODE.pdf"]


def test_it_is_named_as_it_is_given(tmp_path):
    assert FolderPrinter(tmp_path).name == f"folder:{tmp_path}"
