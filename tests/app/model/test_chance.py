"""Random bits drawn for much work at once are as good as those drawn one by one."""

import random
import secrets

from app.model.chance import pooled


def test_a_pool_asks_its_source_once_as_long_as_it_lasts():
    asked = []

    def source(bits):
        asked.append(bits)
        return secrets.randbits(bits)

    draw = pooled(source, 10 * 100)
    for _ in range(100):
        draw(12)
        draw(62)

    assert asked == [8 * 1000]
    draw(62)
    assert asked == [8 * 1000, 62]


def test_every_number_of_its_bits_comes_and_none_above():
    draw = pooled(_repeatable(), 4_000)

    assert {draw(5) for _ in range(4_000)} == set(range(32))


def test_numbers_do_not_repeat():
    draw = pooled(secrets.randbits, 16 * 1_000)

    assert len({draw(128) for _ in range(1_500)}) == 1_500


def test_the_same_source_gives_the_same_numbers():
    first, second = (pooled(_repeatable(), 50) for _ in range(2))

    assert [first(62) for _ in range(9)] == [second(62) for _ in range(9)]


def test_an_empty_pool_draws_from_its_source():
    assert pooled(lambda bits: (1 << bits) - 1, 0)(9) == 511


def _repeatable():
    return random.Random(7).getrandbits  # noqa: S311 - nothing secret is made of it
