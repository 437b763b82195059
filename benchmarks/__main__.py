"""`./dev bench [--json] [--entries N]`: run every job, print one table or one JSON value."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import bundles, entries, papers, registers, scale, sheets, whole
from benchmarks.measure import Row


def table(rows: list[Row]) -> str:
    """Return the rows as a table for a person."""
    lines = [f"{'job':<52}{'ours':>11}{'reference':>11}{'ratio':>8}  goal"]
    for row in rows:
        reference = "" if row.reference is None else f"{row.reference:.3f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}"
        mark = "ok  " if row.reached else "MISS"
        shown = f"{row.ours:.3f} {row.unit}"
        lines.append(f"{row.job:<52}{shown:>11}{reference:>11}{ratio:>8}  {mark} {row.goal}")
    return "\n".join(lines)


def main() -> int:
    """Return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="dev bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    parser.add_argument(
        "--entries", type=int, default=scale.AMOUNT, help="size of the store of twenty years"
    )
    parser.add_argument(
        "--store", type=Path, help="copy this store of benchmarks.years instead of making one"
    )
    parser.add_argument("--only-years", action="store_true", help="only the store of twenty years")
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small = (whole.rows, entries.rows, sheets.rows, papers.rows, registers.rows, bundles.rows)
        jobs_of = () if options.only_years else small
        for jobs in (
            *(job(folder) for job in jobs_of),
            scale.rows(folder, options.entries, options.store),
        ):
            for row in jobs:
                print(f"{row.job}: {row.ours:.3f} {row.unit}", file=sys.stderr, flush=True)
                rows.append(row)
    print(json.dumps({"rows": [row.shown() for row in rows]}) if options.json else table(rows))
    return 0 if all(row.reached for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
