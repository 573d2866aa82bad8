"""Looking for words in the bytes of files, also in those that are encrypted.

SQLCipher encrypts page by page; whoever has the key can read every page, so freed pages and the
write-ahead log are looked at as they are on the disk and not as SQL shows them.
"""

import zipfile
from io import BytesIO

import pypdfium2
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVE = 80
IV = 16
SALT = 16
WAL_HEAD, FRAME_HEAD = 32, 24
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
PLAIN = b"SQLite format 3\0"
SHORTEST = 5
"""Bytes of a word; a shorter one stands among ciphers and signatures by chance now and then."""


def found(words, folder, key=None):
    """Return (file, word) for every one of *words* in any file of *folder*."""
    assert all(len(word.encode()) >= SHORTEST for word in words)
    hits = set()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = readable(path, key)
        name = path.relative_to(folder).as_posix()
        hits |= {(name, word) for word in words if word in name or _stands(word, content)}
    return hits


def readable(path, key=None):
    """Return the bytes of a file, and behind them what an archive, a PDF or a cipher hides."""
    raw = path.read_bytes()
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return raw + b"".join(archive.read(name) for name in archive.namelist())
    if raw.startswith(b"%PDF"):
        pages = list(pypdfium2.PdfDocument(raw))
        texts = [page.get_textpage().get_text_range() for page in pages]
        return raw + "\n".join(texts).encode()
    if key is None or path.suffix not in {".db", ".db-wal"}:
        return raw
    return raw + _decrypted(raw, key, is_log=path.suffix == ".db-wal")


def _decrypted(raw, key, *, is_log):
    if is_log:
        size = FRAME_HEAD + PAGE
        frames = raw[WAL_HEAD:]
        pages = [frames[at + FRAME_HEAD : at + size] for at in range(0, len(frames), size)]
    else:
        pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    return b"".join(_page(page, key, skip) for page in pages for skip in (0, SALT))


def _page(page, key, skip):
    """Return a page's plain bytes; the first one of a database begins with a salt."""
    if len(page) < PAGE:
        return b""
    iv = page[-RESERVE : -RESERVE + IV]
    reader = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return reader.update(page[skip:-RESERVE])


def _stands(word, content):
    return any(
        word.encode(encoding, "ignore") in content
        for encoding in ENCODINGS
        if word.encode(encoding, "ignore").decode(encoding) == word
    )
