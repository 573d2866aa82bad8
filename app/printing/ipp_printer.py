"""A printer of the network that is spoken to directly, and says itself how a badge went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.badge.raster import page_sizes
from app.errors import PrintError
from app.model.badge import JobState, Receipt, Trouble
from app.printing import ipp, ipp_media
from app.printing.ipp import IppClient, only
from app.printing.ipp_message import Attributes, Tag, Value
from app.printing.printer import Paper
from app.printing.troubles import blocking, first_trouble, sentence_of

STOPPED = 5
"""``printer-state`` of a printer that somebody must see to."""

_ABOUT_PRINTER = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "media-col-ready",
    "media-ready",
    "media-bottom-margin-supported",
    "media-left-margin-supported",
    "media-right-margin-supported",
    "media-top-margin-supported",
    "sides-supported",
)
_ABOUT_JOB = ("job-id", "job-name", "job-state", "job-state-reasons")
_CANCELED, _ABORTED, _COMPLETED = 7, 8, 9
_STATES = {3: JobState.SENT, 4: JobState.SENT, 5: JobState.PRINTING, 6: JobState.PRINTING}


@dataclass(frozen=True, slots=True)
class IppPrinter:
    """An IPP printer, or a queue that speaks IPP."""

    client: IppClient
    called: str = ""

    @property
    def name(self) -> str:
        """What people call it, else its address."""
        return self.called or self.client.uri

    def send(self, paper: Paper) -> Receipt:
        """Hand *paper* over in its exact size when the printer is ready for it.

        Raises:
            PrintError: the printer is not ready, has other paper, or does not answer.
        """
        about = self.require_ready()
        sizes = [ipp_media.hundredths(size) for size in page_sizes(paper.pdf)]
        ipp_media.require_loaded(about, sizes[0], self.name)
        template = _template(about, sizes)
        job = self.client.print_job(paper.pdf, f"{paper.title} {paper.key}", template)
        return self._receipt(job, about)

    def recall(self, key: str) -> Receipt | None:
        """Return what became of the paper with that key, None when it never came here.

        Raises:
            PrintError: the printer does not answer.
        """
        for job in self.client.jobs(_ABOUT_JOB):
            if str(only(job, "job-name", "")).endswith(key):
                return self._receipt(job, self.client.printer(_ABOUT_PRINTER))
        return None

    def follow(self, ticket: str) -> Receipt:
        """Return how far a job is.

        Raises:
            PrintError: the printer does not answer.
        """
        job = self.client.job(int(ticket), _ABOUT_JOB)
        if job is None:
            sentence = f"The printer {self.name} has forgotten the job; look whether it came out."
            return Receipt(JobState.FAILED, sentence, trouble=Trouble.OTHER)
        return self._receipt(job, self.client.printer(_ABOUT_PRINTER))

    def cancel(self, ticket: str) -> bool:
        """Take a job back; False when it is printed already.

        Raises:
            PrintError: the printer does not answer.
        """
        if self.client.cancel(int(ticket)):
            return True
        return self.follow(ticket).state is not JobState.PRINTED

    def require_ready(self) -> Mapping[str, Sequence[Any]]:
        """Refuse a printer that cannot print now: what lies in it may come out later.

        Returns:
            What the printer says about itself.

        Raises:
            PrintError: it says why, or only that it is stopped, or nothing.
        """
        about = self.client.printer(_ABOUT_PRINTER)
        trouble = blocking(_reasons(about), trays=len(about.get("media-col-ready", [])))
        if trouble is Trouble.NONE and only(about, "printer-state", 0) == STOPPED:
            trouble = Trouble.OTHER
        if trouble is not Trouble.NONE:
            raise PrintError(sentence_of(trouble, self.name), trouble)
        if about.get("printer-is-accepting-jobs") == [False]:
            raise PrintError(sentence_of(Trouble.REFUSED, self.name), Trouble.REFUSED)
        formats = about.get("document-format-supported", ["application/pdf"])
        if "application/pdf" not in formats:
            sentence = (
                f"The printer {self.name} does not take PDF; "
                "add it to the system's printers and give its name there."
            )
            raise PrintError(sentence, Trouble.REFUSED)
        return about

    def _receipt(
        self, job: Mapping[str, Sequence[Any]], about: Mapping[str, Sequence[Any]]
    ) -> Receipt:
        """Return what the attributes of a job and its printer say."""
        state, number = only(job, "job-state", 3), only(job, "job-id", 0)
        if state == _COMPLETED:
            return Receipt(JobState.PRINTED)
        trouble = first_trouble([*_reasons(about), *job.get("job-state-reasons", [])])
        if state == _CANCELED:
            sentence = f"The badge was cancelled at the printer {self.name}; print it again."
            return Receipt(JobState.FAILED, sentence, trouble=Trouble.OTHER)
        if state == _ABORTED:
            trouble = trouble or Trouble.OTHER
            return Receipt(JobState.OPEN, sentence_of(trouble, self.name), trouble=trouble)
        reason = sentence_of(trouble, self.name) if trouble else ""
        return Receipt(_STATES.get(state, JobState.SENT), reason, str(number), trouble)


def ipp_address(text: str) -> IppClient:
    """Return the client for ``ipp://HOST[:PORT][/PATH]`` or ``ipps://…``.

    Raises:
        PrintError: the address names no host, or its port is no number.
    """
    sentence = f"{text} names no printer; write ipp://HOST/ipp/print."
    try:
        link = urlsplit(text)
        host, port = link.hostname, link.port or ipp.PORT
    except ValueError as error:
        raise PrintError(sentence) from error
    if not host:
        raise PrintError(sentence)
    path = link.path if len(link.path) > 1 else "/ipp/print"
    uri = text if path == link.path else f"{link.scheme}://{link.netloc}{path}"
    return IppClient(uri, host, port, path)


def _reasons(about: Mapping[str, Sequence[Any]]) -> list[str]:
    return [str(reason) for reason in about.get("printer-state-reasons", [])]


def _template(about: Mapping[str, Sequence[Any]], sizes: Sequence[tuple[int, int]]) -> Attributes:
    """Return how the job is to be printed: exact size, no scaling, backs on backs."""
    template: dict[str, Value] = {
        "copies": Value(Tag.INTEGER, 1),
        "print-scaling": Value(Tag.KEYWORD, "none"),
        "media-col": Value(Tag.COLLECTION, ipp_media.media_col(about, sizes[0])),
    }
    sides = "two-sided-short-edge"
    if len(sizes) > 1 and sides in about.get("sides-supported", []):
        template["sides"] = Value(Tag.KEYWORD, sides)
    return template
