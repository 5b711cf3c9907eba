"""How long a board pack takes and how large it is: run by hand, prints a Markdown table.

    python -m benchmarks.pack.time_and_bytes

First: with the library read and the curve and office libraries not yet loaded, as in a fresh process. Again: as in the
running app, where everything is loaded; the best of `AGAIN`. CPU time tells how much of it a busy machine took away.
"""

from __future__ import annotations

import sys
import time

from haic_core.evidence.audit import trusted
from haic_core.case.file import Case, case_from
from haic_core.evidence.library import Library, read_examples, read_library
from haic_core.pack.files import pack_files, pack_zip

AGAIN = 3


def measured(case: Case, library: Library) -> tuple[float, float]:
    """Seconds of one pack, by the clock and of the processor."""
    clock, cpu = time.perf_counter(), time.process_time()
    pack_zip(case, library)
    return time.perf_counter() - clock, time.process_time() - cpu


def main() -> None:
    """Print one row per case."""
    start = time.perf_counter()
    library = trusted(read_library())
    print(f"Library read and audited in {time.perf_counter() - start:.2f} s.\n")
    cases = [(title, case_from(content, title)) for title, content in read_examples()] + [("nothing recorded", Case())]
    print("| case | first, s | first, CPU s | again, s | again, CPU s | files | zip, kB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for title, case in cases:
        first, first_cpu = measured(case, library)
        again, again_cpu = min(measured(case, library) for _ in range(AGAIN))
        files, size = len(pack_files(case, library)), len(pack_zip(case, library))
        print(
            f"| {title} | {first:.2f} | {first_cpu:.2f} | {again:.2f} | {again_cpu:.2f} | {files} | {size / 1000:.0f} |"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
