"""What an error is answered with: the same words on every way into the hub."""

import logging

from litestar.exceptions import HTTPException

from app.errors import StorageError
from app.hub.intake import RefusedError
from app.hub.packing import oversized
from app.hub.refusals import Refusals
from app.sync import wire

_TOO_LARGE = 413

logger = logging.getLogger(__name__)


def denial(error: Exception, refusals: Refusals) -> tuple[int, wire.Refusal]:
    """Return status and words for an error; whatever was refused is counted by its reason."""
    if isinstance(error, StorageError):
        logger.info("the hub's database failed: %s", error)
        sentence = "The hub cannot use its database just now; it will be tried again."
        return 503, wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence)
    refused = _refused(error)
    if refused is None:
        logger.error("a request failed", exc_info=error)
        sentence = "The hub could not take this request; its log says why."
        return 500, wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence)
    refusals.count(refused.reason)
    return refused.status, refused.refusal


def _refused(error: Exception) -> RefusedError | None:
    """Return an error as the refusal it is, if it is one."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, wire.WireError):
        return RefusedError(400, wire.BAD_REQUEST, str(error))
    if not isinstance(error, HTTPException):
        return None
    if error.status_code == _TOO_LARGE:
        return oversized()
    reason = wire.NOT_FOUND if error.status_code in {404, 405} else wire.BAD_REQUEST
    return RefusedError(error.status_code, reason, error.detail)
