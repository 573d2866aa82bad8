"""Papers as files: one document, or one a guest."""

from collections.abc import Callable, Mapping
from pathlib import Path

from app.errors import InputError, UnknownError
from app.reports.account import Figures
from app.reports.figures import figures
from app.reports.files import not_written, whole_folder, write_file
from app.reports.kinds import Kind
from app.reports.papers.certificate import (
    Attendance,
    certificate_name,
    certificate_pdf,
    certificates_pdf,
    certified,
)
from app.reports.papers.evacuation import crowd, evacuation_pdf
from app.reports.papers.fallback import PaperTable, fallback_pdf, paper_tables
from app.reports.papers.report import report_pdf
from app.reports.papers.signature_list import signature_list_pdf, signs
from app.reports.papers.training import training_pdf
from app.reports.source import Source


def export_paper(kind: Kind, out: Path, source: Source) -> int:
    """Write one of `PAPERS` and return how many people are on it, 1 where nobody is.

    Raises:
        FileError: *out* cannot be written.
        InputError: a choice is missing or makes no sense.
        BadgeError: a logo cannot be read.
    """
    return PAPERS[kind](out, source)


def tables_of(source: Source) -> list[PaperTable]:
    """Return the lists of a fallback pack, which `export_paper` sets."""
    return paper_tables(source.standings, source.label, source.options.desks)


def files_of(kind: Kind, out: Path, source: Source) -> list[Path]:
    """Return the files that an export into *out* makes: one, or one a guest in a folder."""
    is_folder = source.options.is_each and not source.options.guest
    if kind is not Kind.CERTIFICATES or not is_folder:
        return [out]
    people = certified(_attendance(source), source.standings)
    return [out / certificate_name(standing) for standing in people]


def _training(out: Path, source: Source) -> int:
    pdf = training_pdf(source.programme, source.language, prints=source.prints)
    write_file(out, pdf)
    return 1


def _signatures(out: Path, source: Source) -> int:
    pdf = signature_list_pdf(
        source.programme,
        source.standings,
        source.session,
        source.language,
        source.options.logos,
        source.tick,
    )
    write_file(out, pdf)
    return sum(signs(standing, source.session) for standing in source.standings)


def _certificates(out: Path, source: Source) -> int:
    attendance = _attendance(source)
    logos = source.options.logos
    if source.options.guest:
        write_file(out, _single(attendance, source))
        return 1
    if source.options.is_each:
        return _each(out, attendance, source)
    pdf, number = certificates_pdf(
        attendance, source.standings, source.language, logos, source.tick
    )
    write_file(out, pdf)
    return number


def _attendance(source: Source) -> Attendance:
    if source.session is None or source.now is None:
        sentence = "A certificate is about one session; name it with --session."
        raise InputError(sentence)
    return Attendance(source.programme, source.session, source.now)


def _single(attendance: Attendance, source: Source) -> bytes:
    guest = source.options.guest
    for standing in source.standings:
        if guest in (standing.registration, standing.code):
            return certificate_pdf(attendance, standing, source.language, source.options.logos)
    sentence = f"There is no registration {guest}; roster list shows all."
    raise UnknownError(sentence)


def _each(out: Path, attendance: Attendance, source: Source) -> int:
    """Write a file a guest into the folder *out*, named as in a list of names: all or none."""
    people = certified(attendance, source.standings)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(out, error) from error
    with whole_folder(out) as draft:
        for number, standing in enumerate(people):
            source.tick(number, len(people))
            pdf = certificate_pdf(attendance, standing, source.language, source.options.logos)
            write_file(draft / certificate_name(standing), pdf)
    return len(people)


def _evacuation(out: Path, source: Source) -> int:
    numbers = _numbers(source)
    write_file(out, evacuation_pdf(source.programme, source.standings, numbers, source.language))
    return crowd(source.programme, source.standings, numbers.as_of).named


def _report(out: Path, source: Source) -> int:
    pdf = report_pdf(
        source.programme,
        source.standings,
        _numbers(source),
        source.language,
        source.options.logos,
    )
    write_file(out, pdf)
    return 1


def _fallback(out: Path, source: Source) -> int:
    tables = tables_of(source)
    write_file(out, fallback_pdf(source.programme, tables, source.language, source.tick))
    return sum(len(table.people) for table in tables)


def _numbers(source: Source) -> Figures:
    return figures(
        source.programme,
        source.standings,
        counted=None if source.doings else source.counted,
        doings=source.doings,
        now=source.instant,
        contacts=source.contacts,
    )


PAPERS: Mapping[Kind, Callable[[Path, Source], int]] = {
    Kind.TRAINING: _training,
    Kind.SIGNATURES: _signatures,
    Kind.CERTIFICATES: _certificates,
    Kind.EVACUATION: _evacuation,
    Kind.REPORT: _report,
    Kind.FALLBACK: _fallback,
}
"""What is set on pages, and how."""
