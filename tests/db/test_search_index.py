import pytest

from app.errors import EmpfangError
from db import search_index
from db.connection import open_database
from db.search_index import SqliteSearchIndex

LINE = (
    "INSERT INTO registration (number, id, name, organisation, category, origin, status, words,"
    " arrived_ms, is_inside) VALUES (?, ?, ?, '', '', 'list', 'active', ?, NULL, 0)"
)


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "event.db", create=True)
    for number, words in enumerate(["anna muller", "anton meier", "mia mahler"], start=1):
        database.execute_sql(LINE, (number, f"r{number}", words.title(), words))
        search_index.put(database, number, words)
    yield database
    database.close()


@pytest.fixture
def names(database):
    index = SqliteSearchIndex(database)
    return lambda *groups: sorted(hit.name for hit in index.matches(groups, limit=10))


def test_a_beginning_finds_everybody_who_has_such_a_word(names):
    assert names(["an*"]) == ["Anna Muller", "Anton Meier"]


def test_a_word_without_star_is_meant_whole(names):
    assert names(["anna"]) == ["Anna Muller"]
    assert names(["ann"]) == []


def test_every_group_must_be_answered_by_one_of_its_patterns(names):
    assert names(["an*"], ["mei*", "mul*"]) == ["Anna Muller", "Anton Meier"]
    assert names(["an*"], ["mah*"]) == []


@pytest.mark.parametrize("groups", [[], [[]], [["*"]], [['"', "*"]], [["an*"], ["'"]]])
def test_nothing_to_look_for_finds_nobody(names, groups):
    assert names(*groups) == []


@pytest.mark.parametrize("word", ['an"', "(an", "an-", "^an", "words:an", "an NEAR", "a\0n"])
def test_signs_of_the_query_language_mean_nothing(database, word):
    assert isinstance(SqliteSearchIndex(database).prefix_hits([word], 10), list)


def test_prefix_hits_need_every_word(database):
    hits = SqliteSearchIndex(database).prefix_hits(["mul", "ann"], 10)

    assert [hit.id for hit in hits] == ["r1"]


def test_no_more_people_than_the_limit(database):
    assert len(SqliteSearchIndex(database).prefix_hits(["m"], 2)) == 2


def test_a_deleted_row_is_not_found(database, names):
    search_index.delete(database, 1)

    assert names(["an*"]) == ["Anton Meier"]


def test_a_row_can_be_indexed_anew(database, names):
    search_index.delete(database, 1)
    search_index.put_many(database, [(1, "berta")])

    assert names(["ber*"]) == ["Anna Muller"]


def test_a_cleared_index_finds_nobody(database, names):
    search_index.clear(database)

    assert names(["an*"]) == []


def test_the_vocabulary_has_every_plain_word_once(database):
    search_index.put(database, 4, "anna §organisation ¤code")
    words = SqliteSearchIndex(database).vocabulary()

    assert sorted(words) == ["anna", "anton", "mahler", "meier", "mia", "muller"]


def test_the_revision_changes_with_every_change_of_the_index(database):
    index = SqliteSearchIndex(database)
    seen = [index.revision()]

    search_index.put(database, 4, "berta")
    seen.append(index.revision())
    search_index.delete(database, 4)
    seen.append(index.revision())
    search_index.put(database, 4, "bertha")
    seen.append(index.revision())

    assert len(set(seen)) == 4


def test_the_revision_stays_while_nothing_changes(database):
    index = SqliteSearchIndex(database)
    before = index.revision()

    database.execute_sql("UPDATE registration SET is_inside = 1")

    assert index.revision() == before


def test_a_closed_database_is_reported_in_a_sentence(database):
    database.execute_sql("DROP TABLE search")

    with pytest.raises(EmpfangError, match="no such table"):
        SqliteSearchIndex(database).matches([["an*"]], 10)
