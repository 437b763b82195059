"""Tasks carry from the month that decided them to the month that answers for them."""

from datetime import date

from app import period as periods
from app.planning import tasks
from app.store import Store
from tests.planning.conftest import Write

FEBRUARY = periods.parse("2026-02")
DONE = {"status": "done", "result": "Xong"}


def test_results_hold_what_fell_due_and_what_was_carried_in(store: Store, write: Write) -> None:
    def task(title: str, due: str, **more: object) -> None:
        write("task", title=title, assigned_date="2026-01-05", due_date=due, **more)

    task("xong trong tháng một", "2026-01-20", **DONE, done_date="2026-01-20")
    task("chậm sang tháng hai", "2026-01-31", **DONE, done_date="2026-02-02")
    task("còn nợ", "2026-01-31")
    task("đến hạn tháng hai", "2026-02-28", **DONE, done_date="2026-02-27")
    task("bỏ", "2026-02-20", status="cancelled", result="Trên thay đổi")
    task("tháng ba", "2026-03-05")
    titles = [t.title for t in tasks.results(store, FEBRUARY)]
    assert titles == ["chậm sang tháng hai", "còn nợ", "đến hạn tháng hai"]
    assert [t.title for t in tasks.due_in(store, FEBRUARY)] == ["đến hạn tháng hai"]
    assert [t.title for t in tasks.upcoming(store, FEBRUARY.next())] == ["còn nợ", "tháng ba"]
    assert len(tasks.listing(store)) == 6
    assert [t.title for t in tasks.listing(store, status="open", limit=1)] == ["còn nợ"]


def test_what_february_decided_is_what_march_answers_for(store: Store, write: Write) -> None:
    write("task", title="mới", assigned_date="2026-02-27", due_date="2026-03-15")
    decided = tasks.decided_in(store, FEBRUARY)
    assert [t.id for t in decided] == [t.id for t in tasks.due_in(store, FEBRUARY.next())]


def test_a_task_knows_who_answers_for_it_and_whether_it_is_late(store: Store, write: Write) -> None:
    row = write("task", due_date="2026-03-20")
    (on_day,) = tasks.listing(store, as_of=date(2026, 3, 20))
    (after,) = tasks.listing(store, as_of=date(2026, 3, 21))
    assert (on_day.overdue, after.overdue, after.on_time) == (False, True, False)
    assert (after.responsible, after.entry.id) == ("Nguyễn Văn Mẫu", row.id)
