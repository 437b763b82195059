"""What is due and what it adds up to: duties and their state, tasks, indicators, the first page.

Services: `indicators.compute`, `indicators.explain`, `indicators.closing`; `duties.occurrences`,
`duties.waive`, `duties.record_submission`; `tasks.due_in`, `tasks.results`, `tasks.upcoming`,
`tasks.decided_in`, `tasks.listing`; `overview.today`; `currency.states`, `currency.confirm`;
`due.resolve` for due rules of documents; `locking` for the proposal to close a month when it is sent;
`picked` for the rows of a section in a period. Periods themselves are `app.period`.
"""

from app.planning import currency, due, duties, indicators, locking, overview, tasks
from app.planning.currency import SectionState
from app.planning.duties import Occurrence
from app.planning.figures import NO_FIGURE, Figure
from app.planning.indicators import Evidence
from app.planning.overview import Comparison, Overview, Subordinate
from app.planning.tasks import Task
from app.planning.terms import picked

__all__ = [
    "NO_FIGURE",
    "Comparison",
    "Evidence",
    "Figure",
    "Occurrence",
    "Overview",
    "SectionState",
    "Subordinate",
    "Task",
    "currency",
    "due",
    "duties",
    "indicators",
    "locking",
    "overview",
    "picked",
    "tasks",
]
