"""The fonts that are shipped, and which of them can spell what."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz

from app import paths
from app.badge.script import is_emoji, seen
from app.errors import BadgeError

EMOJI = "Zsye"
_LARGE_BYTES = 2_000_000
EM = 1000
"""All lengths of type are in thousandths of the type size."""


@dataclass(frozen=True)
class Face:
    """One static TrueType file; it is opened when it is first needed.

    ``scripts`` are ISO 15924 codes, ``languages`` the languages whose forms of Han
    characters it has, ``weight`` runs from 100 to 900. ``unfit`` are characters that it draws
    in a way that no name can use.
    """

    path: Path
    family: str
    weight: int
    scripts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    unfit: str = ""

    @cached_property
    def hb_face(self) -> uharfbuzz.Face:
        """The face as HarfBuzz has mapped it from the file."""
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path)))

    @cached_property
    def hb_subset_face(self) -> uharfbuzz.Face:
        """The face prepared for taking glyphs out.

        Large ones stay as they are: preparing them takes 40 ms and as much memory as the file.
        """
        is_large = self.path.stat().st_size > _LARGE_BYTES
        return self.hb_face if is_large else uharfbuzz.subset_preprocess(self.hb_face)

    @cached_property
    def hb_font(self) -> uharfbuzz.Font:
        """The face with metrics, in font units."""
        return uharfbuzz.Font(self.hb_face)

    @cached_property
    def scale(self) -> float:
        """Thousandths of the type size in one font unit."""
        return EM / float(self.hb_face.upem)

    @cached_property
    def _covered(self) -> dict[str, bool]:
        return {}

    def covers(self, cluster: str) -> bool:
        """Whether every visible character of a cluster has a glyph here that fits."""
        if cluster not in self._covered:
            glyph = self.hb_font.get_nominal_glyph
            self._covered[cluster] = all(
                glyph(ord(character)) is not None and character not in self.unfit
                for character in seen(cluster)
            )
        return self._covered[cluster]


class FontBook:
    """Families in the order in which they are tried; the first one sets the tone."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._families: dict[str, list[Face]] = {}
        self._ranked: dict[tuple[str, str, int], list[Face]] = {}
        for face in faces:
            self._families.setdefault(face.family, []).append(face)

    @property
    def paths(self) -> list[Path]:
        """Every font file, so that the window can draw with the same letters."""
        return [face.path for faces in self._families.values() for face in faces]

    @property
    def families(self) -> list[str]:
        """Names of the families, first choice first."""
        return list(self._families)

    def face(self, family: str, weight: int) -> Face:
        """Return the face of a family whose weight is nearest, the bolder one of two.

        Raises:
            BadgeError: no such family is shipped.
        """
        faces = self._families.get(family)
        if not faces:
            sentence = (
                f"There is no font family “{family}”; name one of {', '.join(self._families)}."
            )
            raise BadgeError(sentence)
        return _nearest(faces, weight)

    def fallback(self, cluster: str, script: str, han: str, weight: int) -> Face | None:
        """Return the face of another family that has the whole cluster, None when none has.

        The family of its script comes first (of its language for Han), then all in order.
        The first family is left out: it sets a text alone or not at all.
        """
        return next(
            (
                face
                for face in self._candidates(cluster, script, han, weight)
                if face.covers(cluster)
            ),
            None,
        )

    def _candidates(self, cluster: str, script: str, han: str, weight: int) -> list[Face]:
        key = (EMOJI if is_emoji(cluster) else script, han, weight)
        if key not in self._ranked:
            self._ranked[key] = self._rank(*key)
        return self._ranked[key]

    def _rank(self, wanted: str, han: str, weight: int) -> list[Face]:
        """Return a face of each family but the first: that of the script, then all in order."""
        others = [_nearest(faces, weight) for faces in list(self._families.values())[1:]]

        def rank(face: Face) -> tuple[bool, bool]:
            has_script = wanted in face.scripts
            return (not has_script, has_script and han not in face.languages)

        return sorted(others, key=rank)


def _nearest(faces: Sequence[Face], weight: int) -> Face:
    return min(faces, key=lambda face: (abs(face.weight - weight), -face.weight))


def read_manifest(folder: Path) -> list[Face]:
    """Return the faces that the manifest of *folder* lists.

    Raises:
        BadgeError: the manifest or a file that it names is missing or damaged.
    """
    manifest = folder / "manifest.toml"
    try:
        rows = tomllib.loads(manifest.read_text(encoding="utf-8"))["font"]
        faces = [_face(folder, row) for row in rows]
    except (OSError, ValueError, KeyError) as error:
        sentence = f"The fonts in {folder} cannot be read ({error}); install Empfang again."
        raise BadgeError(sentence) from error
    missing = [face.path.name for face in faces if not face.path.is_file()]
    if missing:
        sentence = f"Fonts are missing in {folder} ({', '.join(missing)}); install Empfang again."
        raise BadgeError(sentence)
    return faces


def _face(folder: Path, row: dict[str, object]) -> Face:
    """Return the face of one table of the manifest."""
    return Face(
        path=folder / str(row["file"]),
        family=str(row["family"]),
        weight=int(str(row["weight"])),
        scripts=_words(row["scripts"]),
        languages=_words(row.get("languages", [])),
        unfit=str(row.get("unfit", "")),
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


@lru_cache(maxsize=1)
def bundled_fonts() -> FontBook:
    """Return the fonts that are shipped; they are opened once per process.

    Raises:
        BadgeError: the installation is incomplete.
    """
    return FontBook(read_manifest(paths.resources_dir() / "fonts"))
