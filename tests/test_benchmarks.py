"""The measurements of the ledgers still do what they say, on a store small enough to make here."""

from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks import gestures, years
from benchmarks.measure import nearly_all


def test_every_gesture_can_be_done_on_a_small_store(tmp_path: Path) -> None:
    with years.build(tmp_path / "years", 1500) as store:
        assert store.verify().ok
        bare = dbapi2.connect(str(store.home / "store.db"), isolation_level=None)
        bare.execute(f"PRAGMA key = \"x'{store.key.hex()}'\"")
        for job, works, reference, most in gestures.gestures(store, bare):
            assert works, job
            assert most <= gestures.GOAL
            for work in (*works[:12], *reference[:2]):
                work()
        bare.close()


def test_nineteen_of_twenty_stay_within_the_figure() -> None:
    assert nearly_all([float(n) for n in range(1, 21)]) == 19
    assert nearly_all([3.0, 1.0, 2.0]) == 3
