"""Good inputs of a digitised figure, spoiled on purpose: what comes out right, refused, told, or silently wrong.

    python -m benchmarks.curves.spoiled [COUNT]      COUNT spoiled inputs of each way and good files of each form
    python -m benchmarks.curves.spoiled 200 --write  also docs/tables/spoiled.md

Each patient's death is drawn before anything is written, so the truth of every input stands before the product reads
it. An answer counts as right within .03 of the true curve (two pixels of time aside) and of the true row, as told where
it is further off and one of its notes names what was done about it, as silently wrong otherwise.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.curves.digitised_measures import compare
from benchmarks.curves.digitising import Figure, digitise
from benchmarks.curves.figure_files import (
    CURVE_FORMS,
    ROW_FORMS,
    TWO_ARM_FORMS,
    Arm,
    beside_each_other,
    lines,
    plain,
    plain_row,
    under_each_other,
)
from benchmarks.curves.patient_level import Patients
from haic_core.curves.digitised import Digitised, Printed, digitised, read_at_risk, read_coordinates
from haic_core.words.refusal import Refusal

FURTHEST = 0.03  # of survival: what is further off is wrong
MOST_REFUSED = 0.005  # of the good files of a form
LAST_SEEN = 46.0
TELLING = ("was added", "were shifted", "pulled to 0", "carries")  # notes on what the ways below do to a figure
OUTCOMES = ("right", "refused", "told", "silently wrong")


@dataclass(frozen=True)
class Given:
    """One input: the files' bytes, n where the row has none, the arm asked for, and the patients behind it."""

    truth: Patients
    curve: bytes
    row: bytes | None = None
    n: int | None = None
    arm: str | None = None


def cohort(rng: np.random.Generator, n: int | None = None) -> Patients:
    """16 to 200 patients, times in tenths of a month: Weibull deaths, censored evenly, at least a quarter of deaths."""
    n = n or int(np.exp(rng.uniform(np.log(16), np.log(200))))
    while True:
        dies = rng.uniform(7, 24) * (rng.exponential(size=n) / np.log(2)) ** (1 / rng.uniform(0.8, 1.6))
        leaves = np.minimum(rng.uniform(rng.uniform(4, 20), 60, n), rng.uniform(30, LAST_SEEN))
        time = np.maximum(np.round(np.minimum(dies, leaves), 1), 0.2)
        if (dies <= leaves).sum() >= max(5, n / 4):
            return Patients("drawn", time, dies <= leaves)


def drawn_arm(patients: Patients, rng: np.random.Generator, name: str = "HAIC", mode: str = "") -> Arm:
    """The arm as somebody digitises its figure."""
    mode = mode or ("clicks", "trace")[int(rng.integers(2))]
    seen = digitise(patients, mode, Figure(), (3.0, 6.0)[int(rng.integers(2))], int(rng.integers(2**31)))
    assert seen.at_risk is not None
    return Arm(name, tuple(zip(seen.time.round(4).tolist(), seen.survival.round(5).tolist())), seen.at_risk)


def _given(truth: Patients, points: Sequence[tuple[float, float]], row: Sequence[tuple[float, int]]) -> Given:
    return Given(truth, plain(points), plain_row(row))


def _other_unit(truth: Patients, rng: np.random.Generator) -> Given:
    arm, factor = drawn_arm(truth, rng), float(rng.choice([30.4, 7.0, 12.0, 1 / 12, 1 / 30.4]))
    return _given(truth, [(x * factor, y) for x, y in arm.points], arm.row)


def _row_of_the_other_arm(truth: Patients, rng: np.random.Generator) -> Given:
    longer = Patients("drawn", np.minimum(truth.time * rng.uniform(1.4, 2.5), LAST_SEEN), truth.event)
    return _given(truth, drawn_arm(truth, rng).points, drawn_arm(longer, rng).row)


def _swapped(truth: Patients, rng: np.random.Generator) -> Given:
    scale = float(rng.choice([1, 100]))
    return Given(truth, lines([(scale * y, x) for x, y in drawn_arm(truth, rng).points]), None, truth.n)


def _one_minus(truth: Patients, rng: np.random.Generator) -> Given:
    arm, scale = drawn_arm(truth, rng), float(rng.choice([1, 100]))
    return _given(truth, [(x, scale * (1 - y)) for x, y in arm.points], arm.row)


def _percent_in_part(truth: Patients, rng: np.random.Generator) -> Given:
    arm = drawn_arm(truth, rng)
    begins = int(rng.integers(1, max(len(arm.points) // 2, 2)))
    return _given(truth, [(x, y if k < begins else 100 * y) for k, (x, y) in enumerate(arm.points)], arm.row)


def _start_cut(truth: Patients, rng: np.random.Generator) -> Given:
    arm, level = drawn_arm(truth, rng), rng.uniform(0.5, 0.85)
    return _given(truth, [(x, y) for x, y in arm.points if y < level], arm.row)


def _two_with_names(truth: Patients, rng: np.random.Generator) -> Given:
    head = str(rng.choice(["treatment;time;survival", "drug;months;S", "Behandlung;time;St"]))
    return Given(
        truth, under_each_other([drawn_arm(truth, rng), drawn_arm(cohort(rng), rng, "TACE")], head), None, truth.n
    )


def _two_without_names(truth: Patients, rng: np.random.Generator) -> Given:
    longer = Patients("drawn", np.minimum(truth.time * rng.uniform(1.15, 2), LAST_SEEN), truth.event)
    arm, mode = drawn_arm(truth, rng), ("clicks", "trace")[int(rng.integers(2))]
    return _given(truth, [*arm.points, *drawn_arm(longer, rng, mode=mode).points], arm.row)


def _two_beside(truth: Patients, rng: np.random.Generator) -> Given:
    arms = [drawn_arm(truth, rng), drawn_arm(cohort(rng), rng, "TACE")]
    return Given(truth, beside_each_other(arms), plain_row(arms[0].row))


def _one_time_two_survivals(truth: Patients, rng: np.random.Generator) -> Given:
    arm, head = drawn_arm(truth, rng), str(rng.choice(["x,y,y", "time,S,S", "x,Curve1,Curve2"]))
    return Given(truth, lines([(x, round(max(y, 0.0) ** 1.6, 4), y) for x, y in arm.points], head), plain_row(arm.row))


def _first_click_left(truth: Patients, rng: np.random.Generator) -> Given:
    arm = drawn_arm(truth, rng, mode="clicks")
    slip = rng.uniform(0.005, 0.03) * arm.points[-1][0]
    return _given(truth, [(-slip, arm.points[0][1]), *arm.points[1:]], arm.row)


def _axis_too_long(truth: Patients, rng: np.random.Generator) -> Given:
    arm, factor = drawn_arm(truth, rng), rng.uniform(1.02, 1.045)
    return _given(truth, [(x, y * factor) for x, y in arm.points], arm.row)


def _names_of_rows_before_the_row(truth: Patients, rng: np.random.Generator) -> Given:
    arm = drawn_arm(truth, rng)
    row = lines([(k, f"{t:g}", n) for k, (t, n) in enumerate(arm.row, 1)], separator=str(rng.choice(["\t", ",", " "])))
    return Given(truth, plain(arm.points), row)


def _drops_alone(truth: Patients, rng: np.random.Generator) -> Given:
    arm = drawn_arm(truth, rng, mode="clicks")
    return _given(truth, arm.points[:-1], arm.row)


def _two_rows_of_one_name(truth: Patients, rng: np.random.Generator) -> Given:
    arm, head = drawn_arm(truth, rng), str(rng.choice(["time,n,n", "months,at risk,at risk"]))
    more = [(f"{t:g}", n + int(rng.integers(1, 3)) * (len(arm.row) - k), n) for k, (t, n) in enumerate(arm.row)]
    return Given(truth, plain(arm.points), lines(more, head))


WAYS: dict[str, Callable[[Patients, np.random.Generator], Given]] = {
    "curve and row in different units": _other_unit,
    "the other arm's row": _row_of_the_other_arm,
    "columns swapped": _swapped,
    "1 - S": _one_minus,
    "percent in part of the rows": _percent_in_part,
    "start cut off": _start_cut,
    "two arms under each other, named": _two_with_names,
    "two arms under each other, without names": _two_without_names,
    "two arms beside each other": _two_beside,
    "one time, two survivals": _one_time_two_survivals,
    "first click left of the axis": _first_click_left,
    "survival axis 2 to 4.5 % too long": _axis_too_long,
    "row numbers before the row": _names_of_rows_before_the_row,
    "drops clicked only, the row goes on": _drops_alone,
    "two rows under one name": _two_rows_of_one_name,
}


def spoiled(count: int, seed: int = 15) -> Iterator[tuple[str, Given]]:
    """(way, spoiled input), `count` of each way."""
    for place, (way, spoil) in enumerate(WAYS.items()):
        for number in range(count):
            rng = np.random.default_rng([seed, place, number])
            yield way, spoil(cohort(rng), rng)


def good(count: int, seed: int = 16) -> Iterator[tuple[str, Given]]:
    """(form, input) that is to be read, `count` of each form of a curve, of a row, and of two arms."""
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        truth = cohort(rng)
        arm = drawn_arm(truth, rng)
        plainly = _given(truth, arm.points, arm.row)
        for name, write in CURVE_FORMS.items():
            yield f"curve: {name}", replace(plainly, curve=write(arm.points))
        for name, write_row in ROW_FORMS.items():
            yield f"row: {name}", replace(plainly, row=write_row(arm.row))
        times = [t for t, _ in arm.row]
        other = drawn_arm(cohort(rng), rng, "TACE")
        alike = Arm("TACE", other.points, [(t, max(30 - k, 1)) for k, t in enumerate(times)])
        for name, (curves, rows) in TWO_ARM_FORMS.items():
            arms = [arm, alike] if number % 2 else [alike, arm]
            yield f"arms: {name}", Given(truth, curves(arms), rows(arms), None, "HAIC")


def answered(given: Given) -> Digitised:
    """What the product answers. Raises Refusal."""
    points = read_coordinates(given.curve, "curve.csv", given.arm)
    row = None if given.row is None else read_at_risk(given.row, "risk.csv", given.arm)
    return digitised(points, Printed.of(given.n, row), "curve.csv")


def error_of(truth: Patients, answer: Digitised) -> float:
    """The furthest the answer's curve is from the true one, two pixels of time aside."""
    return compare(truth, answer.records)["max"]


def most_missing(given: Given, answer: Digitised) -> float:
    """How far the number at risk is from the true one at the row's times, as a share of all; 0 without a row."""
    if given.row is None:
        return 0.0
    off = [abs(count - int((given.truth.time >= time - 1e-9).sum())) for time, count in answer.at_risk]
    return max(off) / given.truth.n


def outcome(given: Given) -> str:
    """One of OUTCOMES."""
    try:
        answer = answered(given)
    except Refusal:
        return "refused"
    if max(error_of(given.truth, answer), most_missing(given, answer)) <= FURTHEST:
        return "right"
    return "told" if any(word in note for note in answer.notes for word in TELLING) else "silently wrong"


def table(first: str, found: dict[str, Counter[str]]) -> str:
    """Markdown, a line for each way or form."""
    head = [f"| {first} | inputs | " + " | ".join(OUTCOMES) + " |", "|---" * (len(OUTCOMES) + 2) + "|"]
    counted = [
        f"| {name} | {sum(one.values())} | " + " | ".join(str(one[word]) for word in OUTCOMES) + " |"
        for name, one in found.items()
    ]
    return "\n".join(head + counted)


def counts(count: int) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Outcomes by way of spoiling, and of good files by form."""
    bad: dict[str, Counter[str]] = {way: Counter() for way in WAYS}
    fine: dict[str, Counter[str]] = {}
    for way, given in spoiled(count):
        bad[way][outcome(given)] += 1
    for form, given in good(count):
        fine.setdefault(form, Counter())[outcome(given)] += 1
    return bad, fine


def faults(bad: dict[str, Counter[str]], fine: dict[str, Counter[str]]) -> list[str]:
    """What may not be, in words: anything silently wrong, and a form of which too many good files are refused."""
    silent = {way: (one["silently wrong"], sum(one.values())) for way, one in bad.items()}
    return [f"{way}: {wrong} of {all_} silently wrong" for way, (wrong, all_) in silent.items() if wrong] + [
        f"{form}: {one['refused']} of {sum(one.values())} refused, at most {MOST_REFUSED:.1%} may be"
        for form, one in fine.items()
        if one["refused"] > MOST_REFUSED * sum(one.values())
    ]


def written(bad: dict[str, Counter[str]], fine: dict[str, Counter[str]], count: int) -> str:
    """The page of both tables."""
    return "\n\n".join(
        [
            "# Digitised figures, spoiled on purpose",
            f"Made by `python -m benchmarks.curves.spoiled {count} --write`. Patients are drawn, their figure is digitised "
            "as a hand or a tracer would, and the files are spoiled in fifteen ways that were fixed before the product was "
            "mended. Right: within .03 of the true curve. Told: further off, and said so. Silently wrong: neither.",
            table("spoiled", bad),
            "## Good files in the forms of tools and papers",
            "None of them is to be refused; wrong ones are off by what digitising itself costs.",
            table("form", fine),
        ]
    ) + "\n"  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the tables; 1 where anything is silently wrong or good files are refused too often."""
    count = next((int(one) for one in arguments if one.isdigit()), 20)
    bad, fine = counts(count)
    page = written(bad, fine, count)
    print(page)
    if "--write" in arguments:
        (Path(__file__).parents[2] / "docs" / "tables" / "spoiled.md").write_text(page, "utf-8")
    print(*faults(bad, fine), sep="\n")
    return int(bool(faults(bad, fine)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
