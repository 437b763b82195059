"""The worked sample: Tiểu đoàn 1 with Đại đội 1, 2, 3 in January and February 2026 (domain 10).

Services: `build` (the `soctd demo` engine) and the `Demo` it returns; `PASSPHRASE` of every sample
store. All people, units and figures are invented; the rows lie in `resources/sample/`.
"""

from app.sample.demo import PASSPHRASE, Demo, FolderUnusable, NotTheSample, build

__all__ = ["PASSPHRASE", "Demo", "FolderUnusable", "NotTheSample", "build"]
