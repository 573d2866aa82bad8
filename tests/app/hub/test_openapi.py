"""Whatever a program makes of the hub's own description: an answer, and never a failure."""

import json
import ssl
from contextlib import closing

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.hub.schema import document
from app.sync import wire
from app.sync.signing import sign
from tests.app.network import Gate, HubHouse

HUB = schemathesis.openapi.from_dict(document())
OPERATIONS = {one.label: one for found in HUB.get_all_operations() if (one := found.ok())}
ANSWERS = {
    "GET /v1/entries": wire.PullReply,
    "POST /v1/entries": wire.PushReply,
    "GET /v1/status": wire.StatusReply,
    "POST /v1/enrol": wire.EnrolReply,
    "POST /v1/station": wire.EnrolReply,
}
FEW = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],  # each example is a request; making it smaller takes too many
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def hub(tmp_path):
    house = HubHouse(tmp_path / "hub")
    house.start()
    yield house
    house.close()


@pytest.fixture
def link(hub, tmp_path):
    gate = Gate(tmp_path / "gate")
    gate.plan()
    gate.join(hub.invite("Gate"))
    link = gate.book.link()
    gate.file.close()
    return link


@pytest.fixture
def send(hub):
    """Send a generated request; return the answer, which is none of the hub's failing."""
    with closing(httpx.Client(verify=_trusting_anyone(), timeout=60)) as client:

        def send_case(case, body, **headers):
            reply = client.request(
                case.method,
                f"https://{hub.address}{case.path}",
                params={**case.query, "wait": 0},
                content=body,
                headers=headers,
            )
            assert reply.status_code < 500, reply.text
            return reply

        yield send_case


def _trusting_anyone():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def body_of(case):
    is_said = isinstance(case.body, dict | list | str | int | float | bool | None)
    return json.dumps(case.body).encode() if is_said else b""


@pytest.mark.parametrize("label", OPERATIONS)
def test_a_member_gets_an_answer_to_everything(label, send, link):
    @FEW
    @given(st.data())
    def ask(data):
        case = data.draw(OPERATIONS[label].as_strategy())
        body = body_of(case)
        headers = {
            "Authorization": f"Bearer {link.token}",
            wire.SIGNATURE: sign(link.signing_key, body),
        }
        reply = send(case, body, **headers)
        if reply.status_code != 200:
            assert wire.decode(reply.content, wire.Refusal).reason
        elif label in ANSWERS:
            wire.decode(reply.content, ANSWERS[label])

    ask()


@pytest.mark.parametrize("label", OPERATIONS)
def test_a_stranger_gets_nothing(label, send):
    @FEW
    @given(st.data())
    def ask(data):
        case = data.draw(OPERATIONS[label].as_strategy())
        reply = send(case, body_of(case), Authorization=f"Bearer {data.draw(TOKENS)}")
        refusal = wire.decode(reply.content, wire.Refusal)
        if label == "POST /v1/enrol":
            assert refusal.reason in {wire.BAD_REQUEST, wire.BAD_CODE, wire.TOO_MANY_TRIES}
        else:
            assert (reply.status_code, refusal.reason) == (401, wire.UNKNOWN_TOKEN)

    ask()


TOKENS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80)
