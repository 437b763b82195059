"""Issuing, replacing and withdrawing are one change each: all of it or nothing, also when the process is killed in the middle."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import period as periods
from app import sample
from app import store as stores
from app.catalogue import load
from app.documents import Document, drafts, life
from app.sample import Demo
from app.store import Store, keyring, opening
from app.store.lock import StoreLock

WEEK = periods.parse("2026-W03")
CHANGES = ("insert", "update", "put_blob")
MOST_WRITES = 40


@pytest.fixture
def home(demo: Demo, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo.stores["c1"], tmp_path / "c1"))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with stores.open(home, passphrase=sample.PASSPHRASE) as opened:
        yield opened


def files(store: Store, paper: Document) -> list[bytes]:
    return [drafts.render(store, paper.id, name) for name in drafts.FORMATS]


def kept(paper: Document) -> Document:
    """Return what must never change in a paper that went out: all but its state."""
    return replace(paper, state="issued")


def test_a_replaced_paper_keeps_text_files_number_who_and_when(store: Store) -> None:
    old = drafts.issue(store, drafts.create(store, "report_week", WEEK).id)
    before, steps = files(store, old), len(store.changes())
    new = drafts.replace(store, old.id)
    drafts.issue(store, new.id)
    after = drafts.get(store, old.id)
    assert after.state == "replaced"
    assert kept(after) == old
    assert files(store, old) == before
    assert len(store.changes()) == steps + 2
    store.undo()
    assert drafts.get(store, old.id) == old
    assert drafts.get(store, new.id).state == "draft"


def test_the_text_of_a_replacement_still_greets_the_superior_first(store: Store) -> None:
    old = drafts.issue(store, drafts.create(store, "report_week", WEEK).id)
    first, second = drafts.replace(store, old.id).text.splitlines()[:2]
    assert first == "Kính gửi: Tiểu đoàn 1"
    assert second.startswith(f"Báo cáo này thay thế Báo cáo số {old.number} ngày ")


def test_a_withdrawn_paper_keeps_text_files_number_who_and_when(store: Store) -> None:
    old = drafts.issue(store, drafts.create(store, "report_week", WEEK).id)
    before, steps = files(store, old), len(store.changes())
    gone = life.withdraw(store, old.id, "Ban hành nhầm kỳ")
    assert replace(kept(gone), data=old.data) == old
    assert files(store, old) == before
    assert len(store.changes()) == steps + 1
    store.undo()
    assert drafts.get(store, old.id) == old


def test_undoing_an_issue_frees_its_number_and_leaves_no_file(store: Store) -> None:
    draft = drafts.create(store, "report_week", WEEK)
    count = store.count("document_file")
    number = drafts.issue(store, draft.id).number
    store.undo()
    assert drafts.get(store, draft.id) == draft
    assert store.count("document_file") == count
    assert drafts.issue(store, draft.id).number == number


def _dies_at(write: int) -> None:
    """Let this process kill itself just after its n-th write to a store."""
    left = [write]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*given: Any, **named: Any) -> Any:
            done = real(*given, **named)
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return act

    for name in CHANGES:
        setattr(Store, name, dying(getattr(Store, name)))


@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are POSIX")
def test_a_process_killed_at_any_write_of_an_issue_leaves_a_draft_or_an_issued_paper(
    home: Path,
) -> None:
    with stores.open(home, passphrase=sample.PASSPHRASE) as store:
        old = drafts.issue(store, drafts.create(store, "report_week", WEEK).id)
        draft = drafts.replace(store, old.id)
        count = store.count("document_file")
    key, account = keyring.unlock(keyring.read(home / keyring.FILE), sample.PASSPHRASE)

    def open_() -> Store:
        return opening.open_with_key(home, key, account, load(), StoreLock(home))

    for write in range(1, MOST_WRITES):
        child = os.fork()
        if child == 0:
            try:
                _dies_at(write)
                with open_() as store:
                    drafts.issue(store, draft.id)
            finally:
                os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        with open_() as store:
            assert store.verify().findings == []
            found, replaced = drafts.get(store, draft.id), drafts.get(store, old.id)
            if not killed:
                assert (found.state, replaced.state) == ("issued", "replaced")
                assert store.count("document_file") == count + len(drafts.FORMATS)
                assert write > len(drafts.FORMATS) * 2 + 2
                return
            assert (found, replaced) == (draft, old)
            assert store.count("document_file") == count
    raise AssertionError("the issue never ended")
