"""Finding somebody by what was heard and typed."""

import time

from tests.stories.guests import lots

FIVE = 5


def p95(times):
    return sorted(times)[len(times) * 95 // 100]


def test_r05_every_key_stroke_is_answered_at_once(finder_of, measured):
    people, finder = finder_of(10_000)
    finder.find("zzzz")
    times = []
    for guest in lots(5).sample(people, 150):
        typed = f"{guest.family} {guest.given}"
        for end in range(1, min(len(typed), 10) + 1):
            begun = time.thread_time_ns()
            finder.find(typed[:end])
            times.append((time.thread_time_ns() - begun) / 1e6)

    measured("R05", f"p95 {p95(times):.1f} ms, longest {max(times):.0f} ms of {len(times)} keys")
    assert p95(times) <= 16
    assert max(times) <= 100
