"""The vault keeps bytes as they are, or says in one sentence why not."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import (
    DamagedEvidenceError,
    HashMismatchError,
    InputUnreadableError,
    MissingEvidenceError,
    VaultError,
)
from sayso.evidence.vault import Vault

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def altered(vault: Vault, name: str, data: bytes) -> None:
    """Write over a kept file, as an intruder or a failing disk would."""
    path = vault.path(name)
    path.chmod(0o644)
    path.write_bytes(data)


@SAME_FOLDER
@given(data=st.binary(max_size=3_000))
def test_what_is_put_in_comes_out_and_is_called_by_its_hash(vault: Vault, data: bytes) -> None:
    name = vault.put(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert vault.get(name) == data
    assert vault.put(data) == name
    assert name in set(vault.all())
    assert list(vault.check()) == []


def test_a_file_lies_in_its_folders_and_cannot_be_written_to(vault: Vault) -> None:
    name = vault.put(b"words")
    path = vault.folder / name[:2] / name[2:4] / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert [item.name for item in path.parent.iterdir()] == [name]


@SAME_FOLDER
@given(data=st.binary(min_size=1, max_size=200), place=st.integers(0), bit=st.integers(0, 7))
def test_one_flipped_bit_is_never_given_out_written_over_or_overlooked(
    vault: Vault, data: bytes, place: int, bit: int
) -> None:
    name = vault.put(data)
    flipped = bytearray(data)
    flipped[place % len(data)] ^= 1 << bit
    altered(vault, name, bytes(flipped))
    for attempt in (lambda: vault.get(name), lambda: vault.put(data)):
        with pytest.raises(DamagedEvidenceError):
            attempt()
    assert vault.path(name).read_bytes() == bytes(flipped)
    assert [(fault.kind, fault.target) for fault in vault.check()] == [("altered", name)]
    altered(vault, name, data)


def test_what_is_not_there_is_missing(vault: Vault) -> None:
    for name in ("0" * 64, "../../etc/passwd", "", "A" * 64):
        with pytest.raises(MissingEvidenceError):
            vault.get(name)
    assert [*vault.all(), *vault.check()] == []


def test_every_kind_of_foreign_file_is_named(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(b"words")
    (vault.folder / "notes.txt").write_text("mine")
    (vault.folder / name[:2] / ("0" * 64)).write_text("in the wrong folder")
    (vault.folder / "elsewhere").symlink_to(tmp_path)
    assert {fault.kind for fault in vault.check()} == {"unlogged"}
    assert len(list(vault.check())) == 3
    assert list(vault.all()) == [name]


def test_a_file_replaced_by_a_link_or_a_folder_is_named(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(b"words")
    path = vault.path(name)
    (tmp_path / "copy").write_bytes(b"words")
    path.unlink()
    path.symlink_to(tmp_path / "copy")
    assert [fault.kind for fault in vault.check()] == ["altered"]


def test_large_files_are_kept_a_piece_at_a_time(vault: Vault, tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(40_000_000)
    name = vault.put_file(large)
    assert vault.put_file(large) == name
    with vault.open(name) as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == name


def test_a_file_that_is_not_what_it_was_expected_to_be_is_not_kept(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"new words")
    with pytest.raises(HashMismatchError):
        vault.put_file(tmp_path / "file", hashlib.sha256(b"old words").hexdigest())
    with pytest.raises(InputUnreadableError):
        vault.put_file(tmp_path / "nothing")
    assert list(vault.all()) == []


def test_leftovers_of_a_crash_are_cleared_and_a_living_writer_is_left_alone(vault: Vault) -> None:
    vault.put(b"words")
    folder = vault.folder
    (folder / ".incoming-1-1").write_bytes(b"half")
    code = (
        "import sys, time; from pathlib import Path; from sayso.evidence.incoming import Incoming\n"
        "with Incoming(Path(sys.argv[1])) as one:\n    print('up', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert len(list(folder.glob(".incoming-*"))) == 2
        Vault(vault.folder)
        (living,) = folder.glob(".incoming-*")
        assert living.name.startswith(f".incoming-{writer.pid}-")
        assert list(vault.check()) == []  # what is on its way in is no foreign file
        writer.send_signal(signal.SIGKILL)
        writer.wait(10)
    Vault(vault.folder)
    assert list(folder.glob(".incoming-*")) == []


def test_killed_at_any_moment_nothing_is_half_written(tmp_path: Path) -> None:
    """A writer that is killed many times over: every name that is there stands for all of its bytes."""
    folder = tmp_path / "vault"
    code = (
        "import sys; from pathlib import Path; from sayso.evidence.vault import Vault\n"
        "vault = Vault(Path(sys.argv[1])); print('up', flush=True)\n"
        "for number in range(10**6): vault.put(b'%d' % (number + int(sys.argv[2])) * 5000)"
    )
    for attempt in range(6):
        command = [sys.executable, "-c", code, str(folder), str(attempt * 100_000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(0.02 + attempt * 0.013)
            writer.kill()
    vault = Vault(folder)
    assert list(vault.check()) == []
    assert list(vault.all())
    assert not list(folder.rglob(".incoming-*"))


def test_many_writers_at_once_agree(tmp_path: Path) -> None:
    datas = [b"%d" % (number % 7) * 1000 for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda data: Vault(tmp_path / "vault").put(data), datas))
    vault = Vault(tmp_path / "vault")
    assert set(names) == set(vault.all())
    assert list(vault.check()) == []


def put_with_little_room(folder: str, answer: multiprocessing.SimpleQueue[str]) -> None:
    """In a process that may write no file beyond 10,000 bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    try:
        Vault(Path(folder)).put(b"x" * 200_000)
    except VaultError as error:
        answer.put(str(error))


def test_without_room_the_vault_says_so_and_nothing_is_left(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    answer = context.SimpleQueue()
    process = context.Process(target=put_with_little_room, args=(str(tmp_path / "vault"), answer))
    process.start()
    process.join(60)
    assert "the vault cannot be used" in answer.get()
    assert [path for path in (tmp_path / "vault").rglob("*") if path.is_file()] == []


def test_a_full_disk_is_called_so(tmp_path: Path) -> None:
    """/dev/full is a disk that is always full."""
    from sayso.evidence.incoming import told

    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(VaultError, match="the disk is full"), told(tmp_path):
        full.write_bytes(b"x")


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(VaultError, match="the vault cannot be used"):
        Vault(tmp_path / "file").put(b"x")
    if os.geteuid() == 0:  # for root nothing is read-only: an unprivileged child tries
        folder = tmp_path / "closed"
        folder.mkdir(mode=0o555)
        tmp_path.chmod(0o755)
        code = (
            "import os, sys; from pathlib import Path\n"
            "from sayso.evidence.vault import Vault; from sayso.errors import VaultError\n"
            "os.setgid(65534); os.setuid(65534)\n"
            "try: Vault(Path(sys.argv[1])).put(b'x')\n"
            "except VaultError as error: print(error)"
        )
        done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
        assert "the system does not allow it" in done.stdout or "permission" in done.stderr.lower(), done


def test_a_file_system_without_links_takes_the_name_by_renaming(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    name = vault.put(b"words")
    assert vault.put(b"words") == name
    assert vault.get(name) == b"words"
    assert list(vault.check()) == []


@pytest.mark.skipif(os.name == "nt", reason="no modes")
def test_a_vault_that_is_kept_from_others_has_no_files_that_they_may_read(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        vault = Vault(tmp_path / "vault")
        path = vault.path(vault.put(b"names"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


@pytest.mark.skipif(os.name == "nt", reason="no pipes")
def test_nothing_that_somebody_puts_into_the_vault_is_waited_for_or_hidden(vault: Vault, tmp_path: Path) -> None:
    vault.put(b"kept")
    os.mkfifo(vault.folder / ".incoming-1-1")  # opening it would wait for ever
    (tmp_path / "other").write_bytes(b"not ours")
    (vault.folder / ".incoming-2-2").symlink_to(tmp_path / "other")
    (vault.folder / ".incoming-note").write_bytes(b"x")
    (vault.folder / "ab").mkdir(exist_ok=True)
    (vault.folder / "ab" / ".incoming-3-3").write_bytes(b"x")
    again = Vault(vault.folder)
    assert (tmp_path / "other").exists()
    assert {fault.target for fault in again.check()} == {
        ".incoming-1-1", ".incoming-2-2", ".incoming-note", "ab/.incoming-3-3",
    }  # fmt: skip
