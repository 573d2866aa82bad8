"""The same machines, led by Hypothesis: what breaks a law is told in as few steps as can be."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.model.entry import Kind
from app.model.standing import Direction
from tests.simulation.carrying import pull, push
from tests.simulation.checks import judge
from tests.simulation.healing import budget, heal
from tests.simulation.run import hushed
from tests.simulation.stage import CODES, REGISTRATIONS
from tests.simulation.story import Plot, story

numbers = st.integers(0, 2)
guests = st.sampled_from(REGISTRATIONS[:3])


class Reception(RuleBasedStateMachine):
    """Up to five laptops, a hub and sometimes one behind it; at the end all must agree."""

    @initialize(has_relay=st.booleans())
    def open(self, has_relay):
        plot = Plot(laptops=2, actions=0, crashes=0.0, has_relay=has_relay)
        self._open = story(0, plot)
        self._hush = hushed()
        self._hush.__enter__()
        self.story = self._open.__enter__()

    def laptop(self, number):
        return self.story.laptops[number % len(self.story.laptops)]

    @rule(number=numbers, guest=numbers, direction=st.sampled_from(Direction))
    def scan(self, number, guest, direction):
        self.laptop(number).scan(CODES[guest], direction)

    @rule(number=numbers, guest=guests, value=st.sampled_from(("Ada", "Bo")))
    def amend(self, number, guest, value):
        self.laptop(number).amend(guest, {"organisation": value})

    @rule(number=numbers, guest=guests)
    def cancel(self, number, guest):
        self.laptop(number).cancel(guest)

    @rule(number=numbers)
    def undo(self, number):
        self.laptop(number).undo()

    @rule(number=numbers, guest=guests)
    def erase(self, number, guest):
        self.laptop(number).say(Kind.ERASED, guest, {})

    @rule(number=numbers)
    def sync(self, number):
        laptop = self.laptop(number)
        push(laptop, laptop.processes[0], go_on=budget())
        pull(laptop, laptop.processes[0], go_on=lambda: False)
        self.story.world.pass_time(15_000)

    @rule()
    def relay(self):
        self.story.relay()
        self.story.world.pass_time(15_000)

    @rule(number=numbers)
    def take_image(self, number):
        self.laptop(number).take_image()

    @rule(number=numbers)
    def restore_laptop(self, number):
        with self.story.losing():
            self.laptop(number).restore()

    @precondition(lambda self: len(self.story.laptops) < 4)
    @rule(number=numbers)
    def fork(self, number):
        self.story.copy(self.laptop(number))

    @rule()
    def back_up(self):
        self.story.hubs[0].back_up()

    @rule()
    def restore_hub(self):
        with self.story.losing():
            self.story.hubs[0].restore()

    @precondition(lambda self: not self.story.tally.revoked)
    @rule()
    def revoke(self):
        self.story.shut_out(self.story.laptops[1])

    @rule(number=numbers, hours=st.sampled_from((-24, -1, 1, 24)))
    def step_clock(self, number, hours):
        self.laptop(number).clock.step(hours * 3_600_000)

    @rule(number=numbers)
    def reboot(self, number):
        self.laptop(number).reboot()

    @invariant()
    def no_machine_has_an_entry_twice(self):
        for machine in (*self.story.laptops, *self.story.hubs):
            entries = machine.entries()
            assert len({entry.id for entry in entries}) == len(entries)
            assert len({(entry.station, entry.seq) for entry in entries}) == len(entries)

    def teardown(self):
        try:
            heal(self.story)
            assert not judge(self.story).violations
        finally:
            self._open.__exit__(None, None, None)
            self._hush.__exit__(None, None, None)


TestReception = Reception.TestCase
TestReception.settings = settings(max_examples=15, stateful_step_count=12)
