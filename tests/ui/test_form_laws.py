"""Laws of the form: what is shown reads back as it was, for every field type and every section."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ledgers.examples import COMPANY
from tests.ui.forms import body_of, open_new
from ui.ledger import LedgersPage
from ui.ledger.form.editors import Editor

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(form_page: LedgersPage, monkeypatch: pytest.MonkeyPatch) -> LedgersPage:
    monkeypatch.setenv("SOCTD_TODAY", "2026-12-31")
    return form_page


def shown(editor: Editor) -> str:
    widget = editor.widget
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def put(editor: Editor, text: str) -> None:
    """Put text into a field as typing would, letter lists aside."""
    widget = editor.widget
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    else:
        assert isinstance(widget, QLineEdit)
        widget.setText(text)


@pytest.mark.parametrize("section", sorted(COMPANY))
def test_a_row_shown_and_typed_again_is_the_same_row(page: LedgersPage, section: str) -> None:
    store = page.session.store
    entry = entries.add(store, section, COMPANY[section])
    open_new(page, section)
    body = body_of(page)
    body.write(entry)
    assert not body.dirty
    texts = {key: shown(editor) for key, editor in body.editors.items()}
    body.write(None)
    for key, text in texts.items():
        put(body.editors[key], text)
    draft = entries.look(store, section, body.given())
    entries.strike(store, entry.id, reason="thử")
    assert draft.values == entry.values


LETTERS = st.characters(exclude_categories=["C"])
VALUES = {
    "subject": st.text(LETTERS, min_size=1, max_size=60).filter(lambda x: bool(x.strip())),
    "received_date": st.dates(date(2001, 1, 1), date(2026, 12, 31)).map(date.isoformat),
    "occurred_time": st.times().map(lambda x: time(x.hour, x.minute).isoformat("minutes")),
    "month": st.dates(date(2001, 1, 1), date(2026, 12, 31)).map(lambda x: x.isoformat()[:7]),
    "officers": st.integers(0, 9999),
    "basis": st.integers(0, 10**9),
    "score": st.decimals(0, 100, places=2).map(lambda x: Decimal(str(x)).normalize() + 0),
}
PLACES = {
    "subject": "directive", "received_date": "directive", "occurred_time": "incident", "month": "fee",
    "officers": "strength", "basis": "fee", "score": "meeting",
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(VALUES))
def test_any_value_shown_and_typed_again_is_the_same_value(
    page: LedgersPage, qtbot: QtBot, key: str
) -> None:
    store = page.session.store
    open_new(page, PLACES[key])
    body = body_of(page)
    editor = body.editors[key]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(VALUES[key])
    def law(value: object) -> None:
        first = entries.look(store, PLACES[key], {key: value}).values.get(key)
        editor.write(first)
        text = shown(editor)
        editor.write(None)
        put(editor, text)
        assert entries.look(store, PLACES[key], body.given()).values.get(key) == first

    law()
