"""Writes PDF files: numbered objects, streams, pages and the table where each object begins.

Objects are given as PDF syntax. A library that builds trees of them takes longer for one
badge than all its type setting.
"""

import zlib
from collections.abc import Mapping

_HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
_ROOT, _PAGES = 1, 2
USUAL, FASTEST = 6, 1
_BRANCH = 200
"""Pages that one node of the page tree holds."""
_SMALL = 200
"""Streams up to so many bytes are not worth deflating."""


def dictionary(entries: Mapping[str, object]) -> str:
    """Return a dictionary of values that are PDF syntax already."""
    return f"<<{' '.join(f'/{key} {value}' for key, value in entries.items())}>>"


def text_string(text: str) -> str:
    """Return any text as a PDF string."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class PdfFile:
    """A file in the making; `finished` returns it whole. ``level`` is that of deflating."""

    def __init__(self) -> None:
        self.level = USUAL
        self._parts = [_HEAD]
        self._length = len(_HEAD)
        self._starts = [0, 0]
        self._pages: list[str] = []

    @property
    def page_count(self) -> int:
        """Pages so far."""
        return len(self._pages)

    def reserve(self) -> str:
        """Return the reference to an object that `put` writes later."""
        self._starts.append(0)
        return f"{len(self._starts)} 0 R"

    def put(self, reference: str, syntax: str) -> None:
        """Write a reserved object."""
        self._put(int(reference.partition(" ")[0]), syntax.encode("ascii"))

    def add(self, syntax: str) -> str:
        """Add an object; return the reference to it."""
        self._starts.append(0)
        return self._put(len(self._starts), syntax.encode("ascii"))

    def add_stream(
        self, content: bytes, entries: Mapping[str, object] | None = None, *, deflated: bool = False
    ) -> str:
        """Add a stream, deflating it unless it is *deflated*; return the reference to it."""
        about = dict(entries or {})
        if not deflated and len(content) > _SMALL:
            content, deflated = zlib.compress(content, self.level), True
        if deflated:
            about["Filter"] = "/FlateDecode"
        about["Length"] = len(content)
        self._starts.append(0)
        head = dictionary(about).encode("ascii")
        return self._put(len(self._starts), b"".join((head, b"stream\n", content, b"\nendstream")))

    def add_page(self, content: bytes, entries: Mapping[str, object]) -> None:
        """Add a page behind the others; *entries* lack only its content and place."""
        drawn = self.add_stream(content)
        self._pages.append(dictionary({"Type": "/Page", "Contents": drawn, **entries}))

    def finished(self, information: Mapping[str, str]) -> bytes:
        """Return the file; *information* says what it is."""
        about = self.add(dictionary({key: text_string(text) for key, text in information.items()}))
        branches = [
            self._branch(self._pages[start : start + _BRANCH])
            for start in range(0, len(self._pages), _BRANCH)
        ]
        tree = {"Type": "/Pages", "Count": len(self._pages), "Kids": f"[{' '.join(branches)}]"}
        self._put(_PAGES, dictionary(tree).encode("ascii"))
        self._put(_ROOT, dictionary({"Type": "/Catalog", "Pages": f"{_PAGES} 0 R"}).encode("ascii"))
        table = "".join(f"{start:010d} 00000 n \n" for start in self._starts)
        count = len(self._starts) + 1
        trailer = dictionary({"Size": count, "Root": f"{_ROOT} 0 R", "Info": about})
        end = (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}"
            f"trailer\n{trailer}\nstartxref\n{self._length}\n%%EOF\n"
        )
        return b"".join([*self._parts, end.encode("ascii")])

    def _branch(self, pages: list[str]) -> str:
        """Add pages and the node that holds them; return the reference to the node."""
        self._starts.append(0)
        node = len(self._starts)
        kids = [self.add(f"{page[:-2]} /Parent {node} 0 R>>") for page in pages]
        entries = {
            "Type": "/Pages",
            "Parent": f"{_PAGES} 0 R",
            "Count": len(kids),
            "Kids": f"[{' '.join(kids)}]",
        }
        return self._put(node, dictionary(entries).encode("ascii"))

    def _put(self, number: int, content: bytes) -> str:
        """Write object *number* here; return the reference to it."""
        self._starts[number - 1] = self._length
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        self._parts.append(part)
        self._length += len(part)
        return f"{number} 0 R"
