"""Points and rows as files: the forms in which digitisers, R, spreadsheets and papers really write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Points = Sequence[tuple[float, float]]
Row = Sequence[tuple[float, int]]


@dataclass(frozen=True)
class Arm:
    """What is written of one arm: its name, its points, the row under its axis."""

    name: str
    points: Points
    row: Row


def lines(rows: Sequence[Sequence[object]], heading: str = "", separator: str = ",") -> bytes:
    """Cells joined, rows under each other, a heading above them if there is one."""
    told = [separator.join(str(cell) for cell in row) for row in rows]
    return "\n".join([heading, *told] if heading else told).encode() + b"\n"


def plain(points: Points) -> bytes:
    """Times and survival under their names."""
    return lines([(f"{x:.4f}", f"{y:.4f}") for x, y in points], "time,survival")


def plain_row(row: Row) -> bytes:
    """Times and numbers at risk under their names."""
    return lines([(f"{t:g}", n) for t, n in row], "time,n")


def beside_each_other(arms: Sequence[Arm]) -> bytes:
    """WebPlotDigitizer, all data sets: names above X, Y; shorter ones end in empty cells."""
    longest = max(len(arm.points) for arm in arms)
    filled = [[(str(x), str(y)) for x, y in arm.points] + [("", "")] * (longest - len(arm.points)) for arm in arms]
    names = ",".join(f"{arm.name}," for arm in arms)
    return lines(
        [[cell for pair in pairs for cell in pair] for pairs in zip(*filled)],
        names + "\n" + ",".join(["X,Y"] * len(arms)),
    )


def under_each_other(arms: Sequence[Arm], heading: str = "treatment;time;survival") -> bytes:
    """A column of names, decimal commas."""
    rows = [
        (arm.name, f"{x:.4f}".replace(".", ","), f"{y:.4f}".replace(".", ",")) for arm in arms for x, y in arm.points
    ]
    return lines(rows, heading, ";")


def survdigitizer(arms: Sequence[Arm]) -> bytes:
    """id, time, St, curve: curves by number."""
    rows = [(x, y, place) for place, arm in enumerate(arms, 1) for x, y in arm.points]
    return lines([(number, *row) for number, row in enumerate(rows, 1)], "id,time,St,curve")


def engauge_blocks(arms: Sequence[Arm]) -> bytes:
    """Engauge, raw Xs and Ys: each curve under its own heading."""
    return b"\n".join(lines(arm.points, f"x,{arm.name}") for arm in arms)


def wide_row(arms: Sequence[Arm]) -> bytes:
    """As it is printed: times beside each other, an arm a line."""
    times = [t for t, _ in arms[0].row]
    return lines([("Months", *(f"{t:g}" for t in times)), *((arm.name, *(n for _, n in arm.row)) for arm in arms)])


def _comma(value: float) -> str:
    return f"{value:.4f}".replace(".", ",")


def _click(value: float) -> str:
    return f"{value:.15E}"


CURVE_FORMS: dict[str, Callable[[Points], bytes]] = {
    "plain": plain,
    "WebPlotDigitizer, one data set": lambda points: lines(points, separator=", "),
    "WebPlotDigitizer, named": lambda points: lines(points, "Default Dataset,\nX,Y"),
    "WebPlotDigitizer, groups": lambda points: lines([(x, y, "-", "+") for x, y in points]),
    "SurvdigitizeR": lambda points: survdigitizer([Arm("", points, ())]),
    "DigitizeIt": lambda points: lines([(f'"{_comma(x)}"', f'"{_comma(y)}"') for x, y in points], "x,Curve1"),
    "DigitizeIt, text for R": lambda points: lines(
        [(k, x, y) for k, (x, y) in enumerate(points, 1)], "ID\ttime\tsurvival", "\t"
    ),
    "Engauge": lambda points: lines(points, "x,Curve1"),
    "PlotDigitizer": lambda points: lines(
        [(f'"{_click(x)}"', f'"{_click(y)}"') for x, y in points], "Dataset x,Dataset y"
    ),
    "R, write.table": lambda points: lines(
        [(f'"{k}"', x, y) for k, (x, y) in enumerate(points, 1)], '"time" "surv"', " "
    ),
    "R, names of rows": lambda points: lines([(k, x, y) for k, (x, y) in enumerate(points, 1)], "\tTime\tSurvival", "\t"),
    "R, write.csv2": lambda points: lines(
        [(f'"{k}"', _comma(x), _comma(y)) for k, (x, y) in enumerate(points, 1)], '"";"time";"St"', ";"
    ),
    "Excel, empty last column": lambda points: lines([(x, y, "") for x, y in points]),
    "Excel, percent signs": lambda points: lines([(x, f"{100 * y:.2f}%") for x, y in points], "time,survival"),
    "Excel, sep=": lambda points: lines([(_comma(x), _comma(y)) for x, y in points], "sep=;\nMonths;OS (%)", ";"),
    "caption": lambda points: lines(points, "Figure 2A\ntime,survival"),
    "caption with commas": lambda points: lines(points, '"Figure 2A, overall survival"\n\nTime (months),Survival probability'),
}  # fmt: skip

ROW_FORMS: dict[str, Callable[[Row], bytes]] = {
    "plain": plain_row,
    "t.risk, n.risk": lambda row: lines(
        [(k, f"{t:g}", k, k, n) for k, (t, n) in enumerate(row, 1)], "Interval t.risk lower upper n.risk", " "
    ),
    "leading tab": lambda row: lines([(k, f"{t:g}", n) for k, (t, n) in enumerate(row, 1)], "\ttime\tnrisk", "\t"),
    "brackets": lambda row: lines([(f"{t:g}", f"{n} ({row[0][1] - n})") for t, n in row], "time,n"),
    "wide": lambda row: wide_row([Arm("HAIC", (), row)]),
    "wide, caption": lambda row: b"Number at risk\n" + wide_row([Arm("HAIC", (), row)]),
    "wide, brackets": lambda row: lines(
        [("", *(f"{t:g}" for t, _ in row)), ("No. at risk", *(f"{n} ({row[0][1] - n})" for _, n in row))]
    ),
    "wide, blanks": lambda row: lines(
        [("Months", *(f"{t:g}" for t, _ in row)), ("At risk", *(n for _, n in row))], separator="  "
    ),
    "cumulative events": lambda row: lines(
        [(f"{t:g}", n, (row[0][1] - n) // 2) for t, n in row], "time,number at risk,cumulative events"
    ),
    "blocks of KMunicate": lambda row: lines(
        [
            ("Months", *(f"{t:g}" for t, _ in row)),
            ("At risk", *(n for _, n in row)),
            ("Censored", *((row[0][1] - n) // 2 for _, n in row)),
            ("Events", *(row[0][1] - n - (row[0][1] - n) // 2 for _, n in row)),
        ]
    ),
    "decimal commas": lambda row: lines([(f"{t:.1f}".replace(".", ","), n) for t, n in row], "Monate;n", ";"),
}

# Several arms in one file; one is chosen by its name. Written: the file of the curves, the file of the rows.
TWO_ARM_FORMS: dict[str, tuple[Callable[[Sequence[Arm]], bytes], Callable[[Sequence[Arm]], bytes]]] = {
    "WebPlotDigitizer, all data sets": (beside_each_other, wide_row),
    "a column of names": (
        under_each_other,
        lambda arms: lines([(arm.name, f"{t:g}", n) for arm in arms for t, n in arm.row], "arm,time,n.risk"),
    ),
    "Engauge, blocks": (
        engauge_blocks,
        lambda arms: lines(
            [(f"{t:g}", *(arm.row[k][1] for arm in arms)) for k, (t, _) in enumerate(arms[0].row)],
            "Months," + ",".join(arm.name for arm in arms),
        ),
    ),
}
