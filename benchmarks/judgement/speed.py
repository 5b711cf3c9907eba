"""How long judging takes, as ratios to a yardstick measured in the same run: run by hand, prints a Markdown table.

    python -m benchmarks.judgement.speed [patients of the batch] [sources ...]

Milliseconds are of processor time and the best of some rounds, because other work may run beside; a ratio tells more,
for the machine is the same on both sides of it. Judging is compared with asking every line of the library once, reading
with json.loads of the same documents. Synthetic sources are the library's own under other keys, their printed numbers
some steps apart, so that no two print the same.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.judgement.assess_time import random_patients
from haic_core.case.fact_kinds import Fact, NumberFact, Value, YesNoFact
from haic_core.case.facts import FACTS, NUMBERS
from haic_core.case.file import case_from
from haic_core.case.patient import Patient, read_patient
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.kept_documents import KeptDocuments
from haic_core.evidence.library import DATA, Library, read_examples, read_library
from haic_core.evidence.reader import _kept_source, read_document
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess, readings
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.known import known_facts
from haic_core.words.decimals import exact

BATCH, SOURCES, ROUNDS = 500, (100, 1000, 5000), 5
STEPS_APART = 5
BOUNDS = ("at_most", "at_least", "less_than", "more_than")


@dataclass(frozen=True)
class Row:
    """One measured work. yardstick: how many milliseconds what it is compared with took."""

    what: str
    each: str
    milliseconds: float
    yardstick: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.yardstick


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor time of one work, the best of some rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken) * 1000


def measured(batch: int, sources: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """All rows of the table."""
    library = read_library()
    patients = [case_from(content, title).patient for title, content in read_examples()]
    many = [read_patient(one, "timed") for one in random_patients()]
    line_by_line = asking_every_line(library, patients[0], rounds)
    yield Row("every line of the library asked once", "patient", line_by_line, line_by_line)
    for title, patient in (
        *((f"example {at}", one) for at, one in enumerate(patients, 1)),
        ("everything recorded", recorded_in_full(patients)),
    ):
        yield Row(f"assess: {title}", "patient", warm(patient, library, rounds), line_by_line)
        whole = milliseconds(partial(asked_in_full, patient, library), rounds * 4)
        yield Row(f"assess, ledgers and changes: {title}", "patient", whole, line_by_line)
    cohort = [many[at % len(many)] for at in range(batch)]
    took = milliseconds(lambda: list(readings(cohort, library)), rounds) / batch
    yield Row(f"batch of {batch}", "patient", took, line_by_line)
    yield from with_more_sources(library, patients[1], sources, rounds)
    yield from reading_documents(rounds)


def warm(patient: Patient, library: Library, rounds: int) -> float:
    """Assessing a patient once the library has judged somebody."""
    assess(patient, library)
    return milliseconds(lambda: assess(patient, library), rounds * 4)


def asked_in_full(patient: Patient, library: Library) -> int:
    """The assessment with what is worked out only where a page asks for it; answers how much that is."""
    return sum(len(option.ledger) + len(option.flips) for option in assess(patient, library).options)


def recorded_in_full(patients: Sequence[Patient]) -> Patient:
    """A patient of whom every fact is recorded: as in the second example, then in the others, then as is hoped."""
    facts: dict[str, Value] = {code: hoped(fact) for code, fact in FACTS.items()}
    for patient in (*patients, patients[1]):
        facts |= patient.facts
    return read_patient(facts, "recorded in full")


def hoped(fact: Fact) -> Value:
    """What a fact is hoped to be."""
    if isinstance(fact, NumberFact):
        return fact.typed(exact(fact.high if fact.recovers == "up" else fact.low))
    if isinstance(fact, YesNoFact):
        return bool(fact.hoped)
    return fact.answers[0]


def asking_every_line(library: Library, patient: Patient, rounds: int) -> float:
    """The yardstick of judging: each line of each option judged once, one after another."""
    lines = [line for book in rule_books(library).values() for line in book.lines]
    facts = known_facts(patient.facts, library.derived)
    return milliseconds(lambda: [line.judged(facts) for line in lines], rounds * 4)


def with_more_sources(library: Library, patient: Patient, sources: Sequence[int], rounds: int) -> Iterator[Row]:
    """One patient with ever more documents, by document: a ratio that stays the same is linear."""
    for number in sources:
        larger = replace(library, sources=tuple(islice(synthetic(library.sources), number)))
        first = milliseconds(lambda: assess(patient, larger), 1)
        line_by_line = asking_every_line(larger, patient, rounds) / number
        yield Row(f"{number:,} synthetic sources, the first time", "source", first / number, line_by_line)
        again = warm(patient, larger, rounds) / number
        yield Row(f"{number:,} synthetic sources, again", "source", again, line_by_line)


def synthetic(sources: Sequence[Source]) -> Iterator[Source]:
    """The documents again and again under other keys, their printed numbers some steps apart."""
    for copy in count():
        for source in sources:
            lines = {
                name: tuple(moved(line, copy % STEPS_APART) for line in getattr(source, name))
                for name in ("criterion", "limit")
            }
            yield source.model_copy(update={"key": f"{source.key}_{copy}", **lines})


def moved(line: Criterion, steps: int) -> Criterion:
    """A line with its number some steps of its fact further on; multiples and words stay."""
    condition = line.condition
    if not steps or condition is None or condition.times_uln or condition.fact not in NUMBERS:
        return line
    far = float(exact(NUMBERS[condition.fact].step) * steps)
    given = {name: bound for name in BOUNDS if (bound := getattr(condition, name)) is not None}
    if not given:
        return line
    written = condition.model_dump(exclude_none=True, by_alias=True)
    written |= {name: round(bound + far, 6) for name, bound in given.items()}
    raw = line.model_dump(exclude_none=True, by_alias=True, exclude={"condition", "any_of"})
    return Criterion.model_validate({**raw, **written})


def reading_documents(rounds: int) -> Iterator[Row]:
    """All documents from their TOML, and from the JSON that is kept beside it."""
    paths = sorted((DATA / "sources").glob("*.toml"))
    with TemporaryDirectory() as folder:
        kept_at = Path(folder) / "documents"
        kept = KeptDocuments(kept_at)
        for path in paths:
            read_document(path, kept)
        kept.save()
        texts = [line.split("\t", 2)[2] for line in kept_at.read_text(encoding="utf-8").splitlines()]
        yardstick = milliseconds(lambda: [json.loads(text) for text in texts], rounds)
        yield Row(f"json.loads of {len(texts)} documents", "library", yardstick, yardstick)
        from_toml = milliseconds(lambda: [read_document(path) for path in paths], rounds)
        yield Row("library from TOML", "library", from_toml, yardstick)
        from_kept = milliseconds(lambda: _from_kept(paths, kept_at), rounds)
        yield Row("library from kept JSON", "library", from_kept, yardstick)


def _from_kept(paths: Sequence[Path], kept_at: Path) -> list[Source]:
    kept = KeptDocuments(kept_at)
    _kept_source.cache_clear()  # as a process that has just begun
    return [read_document(path, kept)[0] for path in paths]


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    head = "| what | each | ms | ratio |\n| --- | --- | --- | --- |\n"
    return head + "".join(f"| {row.what} | {row.each} | {row.milliseconds:.3f} | {row.ratio:.2f} |\n" for row in rows)


def main(arguments: Sequence[str]) -> None:
    """Prints the table, and how busy the machine was."""
    batch, *sources = map(int, arguments or (BATCH, *SOURCES))
    before = os.getloadavg()[0]
    print(table(list(measured(batch, sources))))
    print(f"Load of the machine {before:.1f} before and {os.getloadavg()[0]:.1f} after, {os.cpu_count()} processors.")


if __name__ == "__main__":
    main(sys.argv[1:])
