"""Asking a printer by IPP: one HTTP request a question, each with an end."""

import getpass
import http.client
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import PrintError
from app.printing.ipp_message import Attributes, Response, Tag, Value, decode, encode

PORT = 631
ANSWER_S = 4.0
"""How long a printer may be silent. All questions about one job end within a claim's time."""

PRINT_JOB = 0x0002
CANCEL_JOB = 0x0008
GET_JOB_ATTRIBUTES = 0x0009
GET_JOBS = 0x000A
GET_PRINTER_ATTRIBUTES = 0x000B

NOT_FOUND = (0x0406, 0x0407)
"""The printer has no such job, or has it no longer."""
_VERSION_NOT_SUPPORTED = 0x0503
_BUSY = 0x0507
_NOT_SUPPORTED = 0x040B
_FIRST_ERROR = 0x0400
_ANSWER_BYTES = 4 * 1024 * 1024
_REFUSALS = {
    _BUSY: "it is still busy",
    0x0401: "it wants a password",
    0x0402: "it wants a password",
    0x0403: "it does not let this computer print",
    0x0404: "it did not know what to do with the request",
    0x040A: "it does not take PDF",
    0x0502: "it is busy with its own affairs",
    0x0506: "it takes no jobs at the moment",
    0x0508: "somebody took the job away",
}


@dataclass(frozen=True, slots=True)
class IppClient:
    """Talks to one printer; every call is a connection of its own.

    Args:
        uri: What the printer calls itself, ``ipp://…`` or ``ipps://…``.
        host: Where it is; with *unix_socket* only a name.
        port: The TCP port.
        path: What follows host and port.
        unix_socket: A socket of this machine instead.
    """

    uri: str
    host: str
    port: int = PORT
    path: str = "/ipp/print"
    unix_socket: str = ""

    def printer(self, wanted: Sequence[str]) -> dict[str, list[Any]]:
        """Return those of the *wanted* attributes that the printer has.

        Raises:
            PrintError: it does not answer, or with a refusal.
        """
        question = {"requested-attributes": [Value(Tag.KEYWORD, name) for name in wanted]}
        return self._ask(GET_PRINTER_ATTRIBUTES, question).first(Tag.PRINTER)

    def print_job(self, document: bytes, name: str, template: Attributes) -> dict[str, list[Any]]:
        """Hand a PDF over; return the attributes of its job.

        Raises:
            PrintError: it was refused, or nobody knows (``is_unsure``).
        """
        question = {
            "job-name": Value(Tag.NAME, name),
            "document-format": Value(Tag.MIME, "application/pdf"),
        }
        return self._ask(PRINT_JOB, question, template, document).first(Tag.JOB)

    def job(self, number: int, wanted: Sequence[str]) -> dict[str, list[Any]] | None:
        """Return attributes of a job, None when the printer knows none of that number.

        Raises:
            PrintError: it does not answer, or with a refusal.
        """
        question: dict[str, Value | list[Value]] = {
            "job-id": Value(Tag.INTEGER, number),
            "requested-attributes": [Value(Tag.KEYWORD, name) for name in wanted],
        }
        response = self._answer(GET_JOB_ATTRIBUTES, question)
        if response.status in NOT_FOUND:
            return None
        return self._checked(response).first(Tag.JOB)

    def jobs(self, wanted: Sequence[str]) -> list[dict[str, list[Any]]]:
        """Return attributes of all jobs that the printer remembers.

        Raises:
            PrintError: it does not answer, or with a refusal.
        """
        found: list[dict[str, list[Any]]] = []
        for which in ("not-completed", "completed"):
            question: dict[str, Value | list[Value]] = {
                "which-jobs": Value(Tag.KEYWORD, which),
                "requested-attributes": [Value(Tag.KEYWORD, name) for name in wanted],
            }
            found += self._ask(GET_JOBS, question).every(Tag.JOB)
        return found

    def cancel(self, number: int) -> bool:
        """Take a job back; False when the printer would not, because it is done.

        Raises:
            PrintError: it does not answer.
        """
        response = self._answer(CANCEL_JOB, {"job-id": Value(Tag.INTEGER, number)})
        return response.status < _FIRST_ERROR

    def _ask(
        self,
        operation: int,
        question: Attributes,
        template: Attributes | None = None,
        document: bytes = b"",
    ) -> Response:
        return self._checked(self._answer(operation, question, template, document))

    def _checked(self, response: Response) -> Response:
        """Return *response* unless it is a refusal."""
        if response.status < _FIRST_ERROR:
            return response
        said = response.first(Tag.OPERATION).get("status-message", [""])[0]
        reason = _REFUSALS.get(response.status) or said or f"status {response.status:#06x}"
        unsupported = ", ".join(response.first(Tag.UNSUPPORTED))
        if response.status == _NOT_SUPPORTED and unsupported:
            reason = f"it cannot do what was asked of it ({unsupported})"
        sentence = f"The printer {self.uri} refused: {reason}; look at its display and settings."
        raise PrintError(sentence, _trouble(response.status, unsupported))

    def _answer(
        self,
        operation: int,
        question: Attributes,
        template: Attributes | None = None,
        document: bytes = b"",
    ) -> Response:
        """Return the answer, in the older version of the protocol if the printer wants that."""
        groups = [(Tag.OPERATION, {**_preamble(self.uri), **question})]
        if template:
            groups.append((Tag.JOB, dict(template)))
        response = self._exchange(encode(operation, groups) + document)
        if response.status == _VERSION_NOT_SUPPORTED:
            response = self._exchange(encode(operation, groups, version=(1, 1)) + document)
        return response

    def _exchange(self, request: bytes) -> Response:
        connection = self._connection()
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            sentence = f"The printer {self.uri} does not answer; check its power and its network."
            raise PrintError(sentence, "offline") from error
        try:
            return decode(_posted(connection, self.path, request))
        except (OSError, http.client.HTTPException) as error:
            sentence = f"The printer {self.uri} stopped answering; check its power and its network."
            raise PrintError(sentence, "offline", is_unsure=True) from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self.unix_socket:
            return _UnixConnection(self.unix_socket)
        if self.uri.startswith("ipps:"):
            return http.client.HTTPSConnection(
                self.host, self.port, timeout=ANSWER_S, context=_trusting()
            )
        return http.client.HTTPConnection(self.host, self.port, timeout=ANSWER_S)


class _UnixConnection(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=ANSWER_S)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        if not Path(self._path).exists():
            raise FileNotFoundError(self._path)
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(ANSWER_S)
        self.sock.connect(self._path)


def only(attributes: Mapping[str, Sequence[Any]], name: str, default: Any) -> Any:
    """Return an attribute's only or first value, *default* when it is missing or unknown."""
    values = attributes.get(name) or [None]
    return default if values[0] is None else values[0]


def _trouble(status: int, unsupported: str) -> str:
    if status == _BUSY:
        return "busy"
    return "media-needed" if "media" in unsupported else "refused"


def _preamble(uri: str) -> dict[str, Value]:
    """Return what every request begins with, in the order that the standard demands."""
    return {
        "attributes-charset": Value(Tag.CHARSET, "utf-8"),
        "attributes-natural-language": Value(Tag.LANGUAGE, "en"),
        "printer-uri": Value(Tag.URI, uri),
        "requesting-user-name": Value(Tag.NAME, _user()),
    }


def _user() -> str:
    """Return who prints: a print service tells the names of jobs to their owner only."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody of a name is logged in
        return "empfang"


def _posted(connection: http.client.HTTPConnection, path: str, request: bytes) -> bytes:
    """Send a request; return the body of the answer.

    Raises:
        PrintError: the answer is no IPP.
    """
    connection.request("POST", path, request, {"Content-Type": "application/ipp"})
    answer = connection.getresponse()
    body = answer.read(_ANSWER_BYTES)
    if answer.status != http.client.OK:
        sentence = (
            f"The printer's address is not right or it wants a password "
            f"(HTTP {answer.status} {answer.reason}); check the address."
        )
        raise PrintError(sentence, "refused")
    return body


def _trusting() -> ssl.SSLContext:
    """Return settings for printers, which sign their certificates themselves."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
