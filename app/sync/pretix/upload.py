"""Telling a pretix server what happened at the doors; nothing is ever dropped.

For whoever keeps this station and its server alike, there is one call::

    result = await upload_all(client, Uploads(journal, SqliteUploadBook(journal), clock))

Doors with terms are check-in lists; the event's own door is that of an entrance, unless ``lists``
names another one by source (`app.sync.pretix.identity.source_of`). Call it before each download
and whenever the journal has grown; it costs two look-ups when there is nothing to tell. Errors of
`app.sync.pretix.troubles` are raised only when the server as a whole is silent or does not want
this device; whatever concerns one ticket, list or event is in the result, and everything else
has gone on. Several stations may tell the same: an entry's nonce is its id.
"""

import asyncio
from dataclasses import replace
from http import HTTPStatus

from app.clock import to_instant
from app.errors import EmpfangError
from app.model.entry import Draft, Kind
from app.ports.uploads import (
    ELSEWHERE,
    FORBIDDEN,
    LIST_GONE,
    UNKNOWN,
    UNSENT,
    Presence,
    Upload,
    UploadState,
)
from app.sync.pretix.client import PretixClient
from app.sync.pretix.holders import holder_of
from app.sync.pretix.redeeming import (
    ANNUL_UNKNOWN,
    Outcome,
    Step,
    What,
    annulled,
    default_lists,
    next_step,
    redeemed,
)
from app.sync.pretix.told import UploadResult, Uploads
from app.sync.pretix.troubles import (
    PretixBusyError,
    PretixForbiddenError,
    PretixSilentError,
)

IN_FLIGHT = 8
KEEP_EVERY = 16
"""So many answers are kept in one transaction; what is lost with a crash is told again."""

SILENCES = 4
"""After so many without any answer the server is taken to be away."""

PATIENCE = 8
"""Faults of the server with one movement after which a human is asked; a quarter of an hour."""

FIRST_PAUSE_MS = 5_000
LONGEST_PAUSE_MS = 300_000


async def upload_all(client: PretixClient, uploads: Uploads) -> UploadResult:
    """Tell the server everything that it does not know yet.

    Raises:
        HubUnreachableError: it does not answer; everything is kept.
        PretixTokenError: it does not know this device.
        PretixRevokedError: the device may not come any more.
        NotRecordedError: answers could not be kept; the same is told again next time.
    """
    uploads.book.gather()
    return await _Run(client, uploads).all()


class _Run:
    """One pass over what is open."""

    def __init__(self, client: PretixClient, uploads: Uploads) -> None:
        self._client = client
        self._given = uploads
        self._programme = uploads.journal.programme()
        self._lists = {**default_lists(self._programme), **uploads.lists}
        self._result = UploadResult()
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._answers: list[Upload] = []
        self._answered: set[str] = set()
        self._declined: list[Draft] = []
        self._shut: set[tuple[str, int]] = set()
        self._silences = 0
        self._is_heard = False
        self._faults: list[tuple[Upload, str]] = []
        self._fatal: EmpfangError | None = None

    async def all(self) -> UploadResult:
        steps = [self._step(upload) for upload in self._given.book.open()]
        lanes = self._lanes(steps)
        if lanes:
            # Before anything is sent: whoever finds this after a crash knows that it may be there.
            self._given.book.note([one.upload for lane in lanes for one in lane])
        await asyncio.gather(*map(self._go, lanes))
        for upload, sentence in self._faults:
            self._judge_fault(upload, sentence)
        self._keep()
        if self._fatal is not None:
            raise self._fatal
        return self._result

    def _lanes(self, steps: list[Step]) -> list[list[Step]]:
        """Return what is to be sent, what belongs to one ticket in one lane and in its order."""
        lanes: dict[str, list[Step]] = {}
        now_ms = self._given.clock.read().wall_ms
        blocked: set[str] = set()
        for step in sorted(steps, key=_order):
            upload = step.upload
            if step.what is What.WAIT:
                self._keep_waiting(upload, step.reason)
            elif step.what is What.NOTHING:
                self._answers.append(replace(upload, state=UploadState.DONE, reason=""))
            elif step.what is What.DECLINE:
                outcome = Outcome(
                    upload=replace(upload, state=UploadState.DECLINED), reason=step.reason
                )
                self._take(outcome)
            elif 0 < upload.due_ms - now_ms <= LONGEST_PAUSE_MS or upload.registration in blocked:
                blocked.add(upload.registration)
                self._note_waiting(upload.reason or "fault")
            else:
                lanes.setdefault(upload.registration, []).append(step)
        return list(lanes.values())

    def _step(self, upload: Upload) -> Step:
        journal = self._given.journal
        holder = holder_of(journal, upload.registration)
        if holder is None:
            return Step(what=What.WAIT, upload=upload, reason=UNKNOWN)
        touched = journal.entry(upload.touched) if upload.touched else None
        at = None if touched is None else to_instant(journal.bearings().moment(touched).ms)
        return next_step(upload, holder, self._programme, self._lists, at)

    async def _go(self, lane: list[Step]) -> None:
        """Send what belongs to one ticket; what comes behind a failure waits for next time."""
        for number, step in enumerate(lane):
            try:
                async with self._places:
                    is_done = not self._is_over(step) and await self._send(step)
            except EmpfangError as error:  # the answer could not be kept
                self._fatal, is_done = self._fatal or error, False
            if not is_done:
                for one in lane[number:]:
                    self._keep_waiting(one.upload, self._reason(one.upload))
                return

    def _is_over(self, step: Step) -> bool:
        upload = step.upload
        is_shut = {(upload.source, 0), (upload.source, upload.list_id)} & self._shut
        return self._fatal is not None or bool(is_shut)

    async def _send(self, step: Step) -> bool:
        """Send one step; return whether the next one of the same ticket may go."""
        is_redeem = step.what is What.REDEEM
        path = f"organizers/{step.organizer}/checkinrpc/{step.what.value}/"
        try:
            reply = await self._client.post(path, step.body or {})
        except EmpfangError as error:
            self._note_trouble(step, error)
            return False
        outcome = (redeemed if is_redeem else annulled)(step.upload, reply)
        if outcome is None:
            sentence = "The server says that it was done, and not in pretix's words."
            self._note_silence(PretixSilentError(sentence))
            return False
        self._is_heard, self._silences = True, 0
        if outcome.upload.reason == ELSEWHERE:
            return self._await_other(outcome)
        self._take(outcome)
        is_settled = outcome.upload.state is UploadState.DONE
        self._result.redeemed += is_redeem and is_settled
        self._result.annulled += not is_redeem and is_settled
        return not outcome.is_of_list

    def _take(self, outcome: Outcome) -> None:
        """Keep an outcome, now or with the next few; record what was declined."""
        self._answers.append(outcome.upload)
        self._answered.add(outcome.upload.entry)
        if outcome.is_of_list:
            self._shut.add((outcome.upload.source, outcome.upload.list_id))
            self._tell(
                f"pretix has no check-in list {outcome.upload.list_id} for"
                f" {outcome.upload.source} ({outcome.explanation}). Its arrivals are kept here;"
                " sync again after the lists were looked at in pretix."
            )
        if outcome.upload.state is UploadState.DECLINED:
            self._result.declined += 1
            self._declined.append(self._draft(outcome))
        if len(self._answers) >= KEEP_EVERY:
            self._keep()

    def _draft(self, outcome: Outcome) -> Draft:
        upload = outcome.upload
        entry = self._given.journal.entry(upload.entry)
        is_annulment = outcome.reason.startswith("annul_")
        return Draft(
            kind=Kind.DECLINED,
            registration=upload.registration,
            session=entry.session if entry is not None else None,
            ref=upload.touched if is_annulment else upload.entry,
            payload={
                "reason": outcome.reason,
                "explanation": outcome.explanation,
                "system": upload.source,
            },
        )

    def _keep(self) -> None:
        answers, self._answers = self._answers, []
        declined, self._declined = self._declined, []
        if answers:
            self._given.book.note(answers, declined)

    def _note_trouble(self, step: Step, error: EmpfangError) -> None:
        """Decide whom a failure concerns: all, one event, or one movement."""
        if isinstance(error, PretixForbiddenError):
            self._shut.add((step.upload.source, 0))
            self._tell(error.sentence)
        elif isinstance(error, PretixBusyError) and not error.is_for_all:
            self._tell(error.sentence)
        elif isinstance(error, PretixSilentError):
            if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
                self._faults.append((step.upload, error.sentence))
            self._note_silence(error)
        else:
            self._fatal = self._fatal or error

    def _note_silence(self, error: EmpfangError) -> None:
        """Give up for now when one after the other goes without an answer."""
        self._silences += 1
        if self._silences >= SILENCES:
            self._fatal = self._fatal or error
        self._tell(error.sentence)

    def _judge_fault(self, upload: Upload, sentence: str) -> None:
        """Let one movement wait, longer each time; in the end a human is asked.

        Not while the server answers nothing else either: then the fault is none of this ticket.
        That shows when all have been sent, whoever was answered first.
        """
        attempts = upload.attempts + self._is_heard
        if attempts >= PATIENCE:
            self._ask(upload, sentence)
        else:
            self._put_off(replace(upload, attempts=attempts, reason="fault"))

    def _await_other(self, outcome: Outcome) -> bool:
        """Give the device that told it time to take it back; return whether a human is asked."""
        attempts = outcome.upload.attempts + 1
        if attempts >= PATIENCE:
            self._ask(outcome.upload, outcome.explanation)
        else:
            self._put_off(replace(outcome.upload, attempts=attempts))
        return attempts >= PATIENCE

    def _ask(self, upload: Upload, explanation: str) -> None:
        reason = ANNUL_UNKNOWN if upload.presence is Presence.THERE else "server_error"
        kept = replace(upload, state=UploadState.DECLINED, reason=reason)
        self._take(Outcome(upload=kept, reason=reason, explanation=explanation))

    def _put_off(self, upload: Upload) -> None:
        pause_ms = min(FIRST_PAUSE_MS << min(upload.attempts, PATIENCE), LONGEST_PAUSE_MS)
        due_ms = self._given.clock.read().wall_ms + pause_ms
        self._answers.append(replace(upload, due_ms=due_ms))

    def _reason(self, upload: Upload) -> str:
        """Return why something could not be told."""
        if (upload.source, 0) in self._shut:
            return FORBIDDEN
        return LIST_GONE if (upload.source, upload.list_id) in self._shut else upload.reason

    def _keep_waiting(self, upload: Upload, reason: str) -> None:
        """Count what waits, and keep why, so that whoever looks later can be told."""
        self._note_waiting(reason or UNSENT)
        if reason != upload.reason and upload.entry not in self._answered:
            self._answers.append(replace(upload, reason=reason))

    def _note_waiting(self, reason: str) -> None:
        self._result.waiting[reason] = self._result.waiting.get(reason, 0) + 1

    def _tell(self, sentence: str) -> None:
        if sentence not in self._result.troubles:
            self._result.troubles.append(sentence)


def _order(step: Step) -> tuple[int, int]:
    return (step.upload.at_ms or step.upload.position, step.upload.position)
