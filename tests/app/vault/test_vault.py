"""The key of a data folder: made once, found again, never guessed, never in sight."""

import subprocess
import sys

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from app import vault
from app.errors import FileError, KeyLostError, PinError
from app.vault import pin, ring

ASK = "import sys; from app import vault; from pathlib import Path;"
ASK += "print(vault.key_of(Path(sys.argv[1])).hex())"


class MemoryRing(KeyringBackend):
    """A keyring that can be used, kept in memory; each instance has keys of its own."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.is_locked = False

    def get_password(self, service, username):
        self._ask()
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self._ask()
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)

    def _ask(self):
        if self.is_locked:
            raise KeyringLocked


@pytest.fixture
def memory_ring():
    before, ours = keyring.get_keyring(), MemoryRing()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def _nobody_at_the_terminal(monkeypatch):
    monkeypatch.delenv("EMPFANG_PIN", raising=False)
    monkeypatch.setattr(sys, "stdin", None)


class TestKeyFile:
    """Where there is no keyring."""

    def test_a_new_folder_gets_a_key_of_32_bytes_for_its_owner_only(self, tmp_path):
        key = vault.key_of(tmp_path / "data")
        file = tmp_path / "data" / "key"

        assert bytes.fromhex(file.read_text("ascii")) == key
        assert len(key) == 32
        assert file.stat().st_mode & 0o777 == 0o600
        assert vault.key_of(tmp_path / "data") == key

    def test_two_folders_have_two_keys(self, tmp_path):
        assert vault.key_of(tmp_path / "a") != vault.key_of(tmp_path / "b")

    def test_nothing_else_is_left_in_the_folder(self, tmp_path):
        vault.key_of(tmp_path)

        assert [file.name for file in tmp_path.iterdir()] == ["key"]

    def test_a_key_that_somebody_put_there_is_taken(self, tmp_path):
        (tmp_path / "key").write_text(f"{'0f' * 32}\n")

        assert vault.key_of(tmp_path) == b"\x0f" * 32

    @pytest.mark.parametrize(
        "content", [b"", b"0f0f", b"xyz" * 22, b"\xff\x00", b"pin-1 scrypt 00"]
    )
    def test_a_damaged_key_is_refused_and_kept(self, tmp_path, content, monkeypatch):
        monkeypatch.setenv("EMPFANG_PIN", "1234")
        (tmp_path / "key").write_bytes(content)

        with pytest.raises(KeyLostError, match="damaged"):
            vault.key_of(tmp_path)
        assert (tmp_path / "key").read_bytes() == content

    def test_a_lost_key_is_not_replaced_by_another(self, tmp_path):
        (tmp_path / "events").mkdir()
        (tmp_path / "events" / "e.db").write_bytes(b"\x01" * 4096)

        with pytest.raises(KeyLostError, match="put that key back"):
            vault.key_of(tmp_path)
        assert not (tmp_path / "key").exists()

    def test_a_plain_file_of_an_earlier_release_is_no_reason_to_refuse(self, tmp_path):
        (tmp_path / "hub.db").write_bytes(b"SQLite format 3\0")

        assert len(vault.key_of(tmp_path)) == 32

    def test_a_folder_that_cannot_be_made_is_refused(self, tmp_path):
        (tmp_path / "file").write_text("x")

        with pytest.raises(FileError):
            vault.key_of(tmp_path / "file")

    def test_processes_that_start_at_once_agree(self, tmp_path):
        ways = [
            subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path)], stdout=subprocess.PIPE)
            for _ in range(4)
        ]
        keys = {way.communicate()[0] for way in ways}

        assert keys == {(tmp_path / "key").read_bytes()}

    def test_a_key_file_is_read_without_loading_a_keyring(self, tmp_path):
        (tmp_path / "key").write_text("0f" * 32)
        asked = f"{ASK}; assert 'keyring' not in sys.modules"

        subprocess.run([sys.executable, "-c", asked, str(tmp_path)], check=True)


class TestKeyring:
    """Where there is one."""

    def test_the_key_is_in_the_keyring_and_only_its_name_in_the_folder(self, tmp_path, memory_ring):
        key = vault.key_of(tmp_path)
        name = (tmp_path / "key-name").read_text("ascii").strip()

        assert memory_ring.kept == {("Empfang", name): key.hex()}
        assert [file.name for file in tmp_path.iterdir()] == ["key-name"]
        assert vault.key_of(tmp_path) == key

    def test_a_key_file_wins(self, tmp_path, memory_ring):
        vault.key_of(tmp_path)
        (tmp_path / "key").write_text("0f" * 32)

        assert vault.key_of(tmp_path) == b"\x0f" * 32
        assert len(memory_ring.kept) == 1

    def test_a_keyring_that_lost_the_key_is_told(self, tmp_path, memory_ring):
        vault.key_of(tmp_path)
        memory_ring.kept.clear()

        with pytest.raises(KeyLostError, match="no key Empfang"):
            vault.key_of(tmp_path)
        assert memory_ring.kept == {}

    def test_a_locked_keyring_is_told(self, tmp_path, memory_ring):
        vault.key_of(tmp_path)
        memory_ring.is_locked = True

        with pytest.raises(KeyLostError, match="unlock it"):
            vault.key_of(tmp_path)

    def test_a_keyring_that_takes_nothing_is_as_none(self, tmp_path, memory_ring):
        memory_ring.is_locked = True

        vault.key_of(tmp_path)

        assert (tmp_path / "key").exists()

    def test_who_comes_second_leaves_nothing_in_the_keyring(
        self, tmp_path, memory_ring, monkeypatch
    ):
        store_new = ring.store_new

        def slow(text):
            """Keep the key, but let another process be faster with the file."""
            name = store_new(text)
            monkeypatch.setattr(vault, "store_new", store_new)
            vault.key_of(tmp_path)
            return name

        monkeypatch.setattr(vault, "store_new", slow)
        key = vault.key_of(tmp_path)

        assert list(memory_ring.kept.values()) == [key.hex()]

    def test_a_pin_wraps_the_key_where_it_is(self, tmp_path, memory_ring):
        key = vault.key_of(tmp_path)
        vault.protect(tmp_path, "4711-x")

        (kept,) = memory_ring.kept.values()
        assert key.hex() not in kept
        assert vault.place_of(tmp_path).is_protected

    def test_a_keyring_that_does_not_take_the_wrapped_key_is_told(self, tmp_path, memory_ring):
        key = vault.key_of(tmp_path)
        memory_ring.set_password = _refuse

        with pytest.raises(KeyLostError, match="does not take"):
            vault.protect(tmp_path, "4711-x")
        assert vault.key_of(tmp_path) == key


class TestPin:
    """A PIN on top."""

    @pytest.fixture
    def key(self, tmp_path):
        key = vault.key_of(tmp_path)
        vault.protect(tmp_path, "4711-ä")
        vault._unlocked.clear()
        return key

    def test_the_right_one_opens_the_same_key(self, tmp_path, key, monkeypatch):
        monkeypatch.setenv("EMPFANG_PIN", "4711-ä")

        assert vault.key_of(tmp_path) == key
        assert key.hex() not in (tmp_path / "key").read_text("ascii")
        assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600

    def test_the_bare_key_is_not_left_beside_it(self, tmp_path, key):
        left = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

        assert key.hex().encode() not in left

    def test_a_wrong_one_is_one_sentence(self, tmp_path, key, monkeypatch):
        monkeypatch.setenv("EMPFANG_PIN", "4711-a")

        with pytest.raises(PinError, match="not the PIN"):
            vault.key_of(tmp_path)
        assert key

    @pytest.mark.usefixtures("key")
    def test_with_nobody_to_ask_the_variable_is_named(self, tmp_path):
        assert vault.needs_pin(tmp_path)
        with pytest.raises(PinError, match="EMPFANG_PIN"):
            vault.key_of(tmp_path)

    def test_it_is_asked_once_a_process(self, tmp_path, key):
        vault.unlock(tmp_path, "4711-ä")

        assert not vault.needs_pin(tmp_path)
        assert vault.key_of(tmp_path) == key

    def test_it_is_taken_away_again(self, tmp_path, key):
        vault.unlock(tmp_path, "4711-ä")
        vault.unprotect(tmp_path)

        assert bytes.fromhex((tmp_path / "key").read_text("ascii")) == key

    def test_three_characters_are_too_few(self, tmp_path):
        key = vault.key_of(tmp_path)

        with pytest.raises(PinError, match="4 characters"):
            vault.protect(tmp_path, "123")
        assert bytes.fromhex((tmp_path / "key").read_text("ascii")) == key

    def test_a_machine_without_argon2_uses_scrypt(self, tmp_path, monkeypatch):
        monkeypatch.setattr(pin, "_stretchers", lambda: {"scrypt": pin._scrypt})
        key = vault.key_of(tmp_path)

        wrapped = pin.wrap(key, "4711-x")

        assert wrapped.startswith("pin-1 scrypt ")
        assert pin.unwrap(wrapped, "4711-x") == key


def _refuse(*_):
    raise KeyringLocked


def test_a_bare_key_that_a_crash_left_beside_a_protected_one_is_wiped(tmp_path, monkeypatch):
    bare = vault.key_of(tmp_path).hex()
    vault.protect(tmp_path, "123456")
    left = tmp_path / "key.wipe"
    left.write_text(bare)
    vault._unlocked.clear()
    monkeypatch.setenv(vault.PIN_VARIABLE, "123456")

    assert vault.key_of(tmp_path).hex() == bare
    assert not left.exists()
