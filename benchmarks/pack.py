"""How long a board pack takes and how large it is: run by hand, prints a Markdown table.

    python -m benchmarks.pack

First: with the library read and the curve and office libraries not yet loaded, as in a fresh process. Again: as in the
running app, where the curves have been drawn once. Times are the best of `AGAIN` for 'again'.
"""

from __future__ import annotations

import sys
import time

from haic_core.audit import trusted
from haic_core.case_file import EMPTY, Case, case_from
from haic_core.library import Library, read_examples, read_library
from haic_core.pack import pack_files, pack_zip

AGAIN = 3


def measured(case: Case, library: Library) -> tuple[float, int, int]:
    """Seconds, files and bytes of one pack."""
    start = time.perf_counter()
    files = pack_files(case, library)
    return time.perf_counter() - start, len(files), len(pack_zip(case, library))


def main() -> None:
    """Print one row per case."""
    start = time.perf_counter()
    library = trusted(read_library())
    print(f"Library read and audited in {time.perf_counter() - start:.2f} s.\n")
    cases = [(title, case_from(content, title)) for title, content in read_examples()] + [("nothing recorded", EMPTY)]
    print("| case | first, s | again, s | files | zip, kB |\n| --- | --- | --- | --- | --- |")
    for title, case in cases:
        first, files, size = measured(case, library)
        again = min(measured(case, library)[0] for _ in range(AGAIN))
        print(f"| {title} | {first:.2f} | {again:.2f} | {files} | {size / 1000:.0f} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
