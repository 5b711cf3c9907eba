"""Every worked patient's verdicts, kept in docs/tables/worked_verdicts.csv so that a change of one is seen.

`python docs/worked_verdicts.py` writes the table anew; docs/changed_verdicts.py compares two versions of it. A worked
patient stands with her document's option; `alone` is the verdict of that document by itself, `library` that of all
documents together. The examples have a row for each option and no document of their own.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from worked import patient_of  # noqa: E402

from haic_core.case.file import case_from  # noqa: E402
from haic_core.evidence.library import DATA, read_examples, read_library  # noqa: E402
from haic_core.judgement.alone import verdict_alone  # noqa: E402
from haic_core.judgement.assessment import assess  # noqa: E402
from haic_core.judgement.compiling import rule_books  # noqa: E402
from haic_core.judgement.known import known_facts  # noqa: E402
from haic_core.judgement.options import judge_option  # noqa: E402

TABLE = ROOT / "docs" / "tables" / "worked_verdicts.csv"
COLUMNS = ("source", "patient", "option", "alone", "library")
EXAMPLES = "examples"


@cache
def rows() -> tuple[tuple[str, str, str, str, str], ...]:
    """One row for each worked patient, in the order of the documents, then the examples option by option."""
    return tuple(_rows())


def _rows() -> Iterator[tuple[str, str, str, str, str]]:
    library = read_library((DATA,))
    books = rule_books(library)
    for source in library.sources:
        for worked in source.worked_patient:
            option, patient = worked.modality, patient_of(source, worked)
            alone = verdict_alone(source, option, patient.facts, library.derived)
            together = judge_option(books[option], known_facts(patient.facts, library.derived), patient.facts).verdict
            yield source.key, worked.name, option.value, alone.value, together.value
    for title, content in read_examples():
        patient = case_from(content, title).patient
        for judged in assess(patient, library).options:
            yield EXAMPLES, title, judged.modality.value, "", judged.verdict.value


def table() -> str:
    """The whole table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *rows()])
    return text.getvalue()


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
