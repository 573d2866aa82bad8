"""The system's print service is asked by IPP how its jobs went, over whatever it listens on."""

import contextlib
import http.server
import socketserver
import tempfile
import threading
from pathlib import Path

import pytest

from app.errors import PrintError
from app.model.badge import JobState, Receipt, Trouble
from app.printing.ipp_message import Tag, Value, decode, encode
from app.printing.spooler import SystemPrinter


class Service(http.server.BaseHTTPRequestHandler):
    """A print service that knows one job."""

    job_state = 5
    reasons = ("none",)
    asked: list = []  # noqa: RUF012 - emptied by the fixture

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = int.from_bytes(body[2:4])
        self.asked.append((self.path, operation, decode(body).first(Tag.OPERATION)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer(operation))

    def answer(self, operation):
        job = {
            "job-id": Value(Tag.INTEGER, 12),
            "job-name": Value(Tag.NAME, "CODE key"),
            "job-state": Value(Tag.ENUM, self.job_state),
        }
        reasons = [Value(Tag.KEYWORD, reason) for reason in self.reasons]
        groups = {
            0x0008: [],
            0x000B: [(Tag.PRINTER, {"printer-state-reasons": reasons})],
        }
        return encode(0, groups.get(operation, [(Tag.JOB, job)]))

    def log_message(self, *_arguments):
        """Say nothing."""

    def address_string(self):
        return "here"


@contextlib.contextmanager
def served(server):
    with server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(params=["socket", "port"])
def service(request, spooler):
    """Run a service and have ``lpstat -H`` tell where; give its handler."""
    kind = type("Job", (Service,), {"asked": []})
    with contextlib.ExitStack() as stack:
        if request.param == "socket":
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "cups.sock"
            stack.enter_context(served(socketserver.UnixStreamServer(str(path), kind)))
            where = str(path)
        else:
            server = stack.enter_context(served(socketserver.TCPServer(("127.0.0.1", 0), kind)))
            where = f"127.0.0.1:{server.server_address[1]}"
        spooler("lpstat", says=where + "\n")
        yield kind


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (3, Receipt(JobState.SENT, ticket="12")),
        (5, Receipt(JobState.PRINTING, ticket="12")),
        (9, Receipt(JobState.PRINTED)),
    ],
)
def test_the_service_says_how_far_a_job_is(service, state, expected):
    service.job_state = state

    assert SystemPrinter("Zebra 2").follow("12") == expected
    path, _, question = service.asked[0]
    assert (path, question["job-id"]) == ("/printers/Zebra%202", [12])


def test_what_is_wrong_with_the_printer_is_named(service):
    service.reasons = ("cups-waiting-for-job-completed", "media-empty-warning")
    receipt = SystemPrinter("Zebra").follow("12")

    assert receipt.trouble is Trouble.NO_PAPER
    assert receipt.reason.startswith("The printer Zebra is out of paper or labels")


def test_a_job_is_known_again_by_its_name(service):
    service.job_state = 9

    assert SystemPrinter("Zebra").recall("key") == Receipt(JobState.PRINTED)
    assert SystemPrinter("Zebra").recall("other") is None


def test_a_job_is_taken_back(service):
    assert SystemPrinter("Zebra").cancel("12")
    assert service.asked[0][1] == 0x0008


def test_a_service_that_is_gone_is_told(spooler):
    spooler("lpstat", says="/nowhere/cups.sock\n")

    with pytest.raises(PrintError, match="does not answer"):
        SystemPrinter("Zebra").follow("12")
