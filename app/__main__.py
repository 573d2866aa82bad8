"""``python -m app``: the command line; without a command it opens the window."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer
from typer.main import get_command

from app import logs
from app.commands import LazyGroup
from app.commands.context import BAD_INPUT, Context, begin
from app.errors import EmpfangError
from app.paths import data_dir

UNEXPECTED = 70
"""Exit status of a bug (EX_SOFTWARE), told apart from every planned answer."""

app = typer.Typer(cls=LazyGroup, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def main(
    ctx: typer.Context,
    data: Annotated[
        Path | None, typer.Option(help="Folder of this machine's events (EMPFANG_DATA).")
    ] = None,
    event: Annotated[str | None, typer.Option(help="Which event, by name or id.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done.")] = False,
) -> None:
    """Empfang: reads registration codes, marks arrivals, prints badges."""
    logs.set_up(verbose=verbose)
    here = Context(data=data or data_dir(), event=event, json=json)
    begin(here)
    ctx.call_on_close(here.close)
    if (here.data / "ending.json").exists():
        from app.bootstrap.ending import finish_ending  # only what was interrupted needs it

        finish_ending(here.data)
    if ctx.invoked_subcommand is None:
        from app.commands.window import station  # only the window needs Qt

        station()


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; errors become one sentence on stderr."""
    try:
        # Calling the app itself would put typer's report in place of ours.
        command = get_command(app)
        status = command.main(arguments, prog_name="empfang", standalone_mode=False)
    except EmpfangError as error:
        return _refuse(error.sentence)
    except typer.TyperException as error:
        return _refuse(_usage(error))
    except UnicodeEncodeError as error:
        given = sys.argv[1:] if arguments is None else arguments
        if all(_is_text(argument) for argument in given):
            raise
        return _refuse(f"An argument is not text in UTF-8 ({error.reason}); type it again.")
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        return 0  # the reader of our output has seen enough
    return status if isinstance(status, int) else 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return BAD_INPUT


def _is_text(argument: str) -> bool:
    """Whether the bytes that somebody gave were characters."""
    return not any("\ud800" <= sign <= "\udfff" for sign in argument)


def _usage(error: typer.TyperException) -> str:
    """Return a usage error as one sentence that names the way to the manual."""
    sentence = error.format_message().rstrip(".")
    return f"{sentence}; --help shows what is possible."


def _report_bug(
    _kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Tell a user about a bug in one sentence and keep the trace for whoever mends it."""
    report = data_dir() / "unexpected.log"
    text = logs.discreet_trace(error, trace)
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(text, encoding="utf-8")
        where = f"Details are in {report}."
    except OSError:
        where = text
    sys.stderr.write(f"Something unexpected happened; what was recorded is safe. {where}\n")
    sys.exit(UNEXPECTED)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing  # only a bundle's own process may have to become a worker here

        multiprocessing.freeze_support()
    sys.excepthook = _report_bug
    for stream in (sys.stdout, sys.stderr):
        # What was no text when it came in, like the name of a file, goes out as it came.
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr] # text streams have it
    sys.exit(run())
