"""How long assess takes, as a ratio to another checkout of this project timed in the same run.

    python -m benchmarks.judgement.assess_time OTHER_CHECKOUT [rounds]

The three examples and a hundred random patients are assessed by both in turn, each checkout in a process of its own on
its own data, the library read beforehand. What counts is processor time, because other work may run beside; printed are
the medians of the rounds and the median of their ratios. Facts that a checkout does not know are left out there.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from haic_core.case.fact_kinds import Fact, NumberFact, Value
from haic_core.case.facts import FACTS
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples
from haic_core.words.decimals import exact

ROOT = Path(__file__).resolve().parents[2]
PATIENTS, ROUNDS, SEED = 100, 7, 20261127
# Run in the folder of a checkout: reads the patients, then answers every line with the seconds that all of them took.
TIMED = """
import json, sys, time
sys.path.insert(0, "")
from haic_core.case.facts import FACTS
from haic_core.case.patient import read_patient
from haic_core.case.file import case_from
from haic_core.evidence.library import read_library
from haic_core.judgement.assessment import assess
library = read_library()
given = json.loads(sys.stdin.readline())
patients = [read_patient({code: one[code] for code in one if code in FACTS}, "timed") for one in given]
for _ in sys.stdin:
    start = time.process_time()
    for patient in patients:
        assess(patient, library)
    print(time.process_time() - start, flush=True)
"""


def random_patients() -> list[dict[str, Value]]:
    """Patients of whom a tenth to all of the facts are known, the same in every run."""
    chance = random.Random(SEED)
    found = []
    for _ in range(PATIENTS):
        known = chance.choice((0.1, 0.4, 0.7, 0.95, 1))
        found.append({code: _value(fact, chance) for code, fact in FACTS.items() if chance.random() < known})
    return found


def _value(fact: Fact, chance: random.Random) -> Value:
    if isinstance(fact, NumberFact):
        steps = round((fact.high - fact.low) / fact.step)
        return fact.typed(exact(fact.low) + chance.randint(0, steps) * exact(fact.step))
    answers: Sequence[Value] = fact.answers
    return chance.choice(answers)


@contextmanager
def timing(checkout: Path, patients: list[dict[str, Value]]) -> Iterator[subprocess.Popen[str]]:
    """A process that waits for a line and answers with the seconds that assessing all patients took."""
    process = subprocess.Popen(
        [sys.executable, "-c", TIMED], cwd=checkout, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        _say(process, json.dumps(patients))
        yield process
    finally:
        process.kill()
        process.wait()


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def seconds(process: subprocess.Popen[str]) -> float:
    """One round."""
    assert process.stdout is not None
    _say(process, "go")
    answer = process.stdout.readline()
    if not answer:
        raise SystemExit("A checkout stopped with the error above.")
    return float(answer)


def main(arguments: list[str]) -> None:
    """Prints both medians and the ratio, this checkout to the other."""
    if not arguments:
        raise SystemExit(__doc__)
    other, rounds = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else ROUNDS
    patients = [dict(case_from(content, title).patient.facts) for title, content in read_examples()]
    patients += random_patients()
    with timing(other, patients) as theirs, timing(ROOT, patients) as ours:
        measured = [(seconds(theirs), seconds(ours)) for _ in range(rounds)]
    before, after = (statistics.median(side) * 1000 / len(patients) for side in zip(*measured, strict=True))
    ratio = statistics.median(here / there for there, here in measured)
    print("| assess, one patient | ms of processor time |\n|---|---|")
    print(f"| the other checkout | {before:.1f} |\n| this checkout | {after:.1f} |\n| ratio | {ratio:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
