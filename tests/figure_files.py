"""The figure of twelve women as tools and papers write it: its points, the row under its axis, two arms in one file.

They die at 2, 3, 5, 8, 10 and 14 months, one is lost at 4, one at 9, four are alive at 18.
"""

from __future__ import annotations

from collections.abc import Sequence

from figures import corners

WOMEN = [(2.0, 1), (3.0, 1), (4.0, 0), (5.0, 1), (8.0, 1), (9.0, 0), (10.0, 1), (14.0, 1), *[(18.0, 0)] * 4]
ROW = ((0.0, 12), (6.0, 8), (12.0, 5), (18.0, 4))
POINTS = [(time, round(share, 4)) for time, share in corners(WOMEN)]
Rows = Sequence[Sequence[object]]


def text(rows: Rows, heading: str = "", mark: str = ",") -> str:
    lines = [mark.join(map(str, row)) for row in rows]
    return "\n".join([heading, *lines] if heading else lines)


def comma(value: float) -> str:
    return f"{value}".replace(".", ",")


NUMBERED = [(k, time, share) for k, (time, share) in enumerate(POINTS, 1)]
QUOTED = [(f'"{k}"', time, share) for k, time, share in NUMBERED]
CURVES = {
    "a group and an error column behind each point": text([(x, y, "-", "+") for x, y in POINTS]),
    "an empty last column": text([(x, y, "") for x, y in POINTS]),
    "an empty last column under a heading": text([(x, y, "") for x, y in POINTS], "time,survival,"),
    "an empty first column": text([("", x, y) for x, y in POINTS], ",Time,Survival"),
    "percent signs": text([(x, f"{100 * y:.2f}%") for x, y in POINTS], "time,survival"),
    "percent signs after a blank": text([(comma(x), f"{comma(round(100 * y, 2))} %") for x, y in POINTS], "", ";"),
    "decimal commas in quotes": text([(f'"{comma(x)}"', f'"{comma(y)}"') for x, y in POINTS], "x,Curve1"),
    "decimal commas between blanks": text([(comma(x), comma(y)) for x, y in POINTS], "", "  "),
    "numbers in quotes with exponents": text([(f'"{x:.9E}"', f'"{y:.9E}"') for x, y in POINTS], "A x,A y"),
    "names of rows without a head": text(QUOTED, '"time" "surv"', " "),
    "names of rows under an empty head": text(NUMBERED, "\tTime\tSurvival", "\t"),
    "names of rows, semicolons": text([(k, comma(x), comma(y)) for k, x, y in QUOTED], '"";"time";"St"', ";"),
    "numbers of rows and no heading": text(NUMBERED, "", "\t"),
    "a caption": text(POINTS, "Figure 2A\ntime,survival"),
    "a caption of several words between commas": text(POINTS, "Figure 2A, treated women\n\ntime,survival"),
    "a caption and no heading": text(POINTS, "Figure 2A"),
    "a comment": text(POINTS, "# digitised twice\ntime,survival"),
    "the mark a spreadsheet names": text([(comma(x), comma(y)) for x, y in POINTS], "sep=;\nMonate;OS", ";"),
    "headings with units": text(POINTS, "Time (months),Overall survival (%)"),
    "a standard error and limits": text(
        [(x, y, 0.1, y - 0.1, y + 0.1) for x, y in POINTS], "time,surv,std.err,lower,upper"
    ),
    "survfit as R prints it": text(
        [(x, 12, 1, y, 0.1, 0.2, 0.9) for x, y in POINTS],
        " time n.risk n.event survival std.err lower 95% CI upper 95% CI",
        " ",
    ),
    "survfit tidied": text([(x, 100 - k, 1, y, y) for k, x, y in NUMBERED], "time,n.risk,n.event,estimate,conf.low"),
    "a line about its source below": text(POINTS, "time,survival") + "\nSource: Figure 2",
    "labels of points": text([(x, y, f"p{k}") for k, x, y in NUMBERED], "x,y,label"),
}  # fmt: skip


ROWS = {
    "headings with dots": text(
        [(k, f"{t:g}", k, k, n) for k, (t, n) in enumerate(ROW, 1)], "Interval t.risk lower upper n.risk", " "
    ),
    "names of rows": text([(k, t, n) for k, (t, n) in enumerate(ROW, 1)], "\ttime\tnrisk", "\t"),
    "numbers of rows and no heading": text([(k, t, n) for k, (t, n) in enumerate(ROW, 1)]),
    "those who left in brackets": text([(t, f"{n} ({12 - n})") for t, n in ROW], "time,n"),
    "as printed": "Months,0,6,12,18\nHAIC,12,8,5,4",
    "as printed, without words": "0,6,12,18\n12,8,5,4",
    "as printed, with a caption": "Number at risk,,,,\n,0,6,12,18\nHAIC,12,8,5,4",
    "as printed, times below": "HAIC,12,8,5,4\nMonths,0,6,12,18",
    "as printed, parted by blanks": "Time   0   6  12  18\nNo. at risk  12  8  5  4",
    "as printed, brackets and blanks": "Months  0  6  12  18\nAt risk  12 (0)  8 (4)  5 (7)  4 (8)",
    "as printed, semicolons": "Monate;0;6;12;18\nHAIC;12;8;5;4",
    "at risk, censored and events below each other": (
        "Months,0,6,12,18\nAt risk,12,8,5,4\nCensored,0,1,2,2\nEvents,0,3,5,6"
    ),
    "cumulative events in a column": text([(t, n, 12 - n) for t, n in ROW], "time,number at risk,cumulative events"),
    "events of the arm below": "Months,0,6,12,18\nHAIC,12,8,5,4\nHAIC events,0,3,5,6",
    "a longer axis than the arm": "Months,0,6,12,18,24\nHAIC,12,8,5,4,-",
    "decimal commas": "Monate;n\n0,0;12\n6,0;8\n12,0;5\n18,0;4",
}


OTHERS = [(time, round(share**1.5, 4)) for time, share in POINTS]
PAIRS = [(x, y, x, z) for (x, y), (_, z) in zip(POINTS, OTHERS)]


def named(*arms: tuple[str, list[tuple[float, float]]]) -> list[tuple[object, ...]]:
    """Points of several arms below each other, each with its arm's name."""
    return [(name, *point) for name, points in arms for point in points]


TWO_ARMS = {
    "beside each other": text(PAIRS, "HAIC,,TACE,\nX,Y,X,Y"),
    "beside each other, one shorter": "TACE,,HAIC,\nX,Y,X,Y\n"
    + text([*((x, z, x, y) for (x, y), (_, z) in zip(POINTS[:-2], OTHERS)), *(("", "", x, y) for x, y in POINTS[-2:])]),
    "named in their headings": text(PAIRS, "HAIC x,HAIC y,TACE x,TACE y"),
    "of one time": text([(x, y, z) for (x, y), (_, z) in zip(POINTS, OTHERS)], "Months,HAIC,TACE"),
    "of one time, each with rows of its own": text(
        [*((x, y, "") for x, y in POINTS), *((x, "", y) for x, y in OTHERS)], "x,HAIC,TACE"
    ),
    "each with its own times": text(PAIRS, "x,HAIC,x,TACE"),
    "in blocks with headings": text(POINTS, "x,HAIC") + "\n\n" + text(OTHERS, "x,TACE"),
    "in blocks with names": text(POINTS, "HAIC") + "\nTACE\n" + text(OTHERS),
    "a column of words": text(named(("HAIC", POINTS), ("TACE", OTHERS)), "who,time,survival"),
    "a column of words first": text(named(("TACE", OTHERS), ("HAIC", POINTS)), "drug,months,S"),
}  # fmt: skip


TWO_ROWS = {
    "as printed": "Months,0,6,12,18\nHAIC,12,8,5,4\nTACE,15,9,6,1",
    "columns with their numbers": "Months,HAIC (n=12),TACE (n=15)\n0,12,15\n6,8,9\n12,5,6\n18,4,1\n24,,1",
    "columns": text([(t, n, m) for (t, n), m in zip(ROW, (15, 9, 6, 1))], "time,HAIC,TACE"),
    "a column of names": text([*(("TACE", t, 9) for t, _ in ROW), *(("HAIC", t, n) for t, n in ROW)], "arm,time,n"),
    "blocks below the arms": (
        "Months,0,6,12,18\nTACE\nAt risk,15,9,6,1\nEvents,0,5,7,9\nHAIC\nAt risk,12,8,5,4\nEvents,0,3,5,6"
    ),
}  # fmt: skip
