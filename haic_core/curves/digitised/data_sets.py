"""Which columns hold what: the data sets of a file by name, each a column of times and one of values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from haic_core.curves.digitised.number_table import NOTHING, Line, NumberTable, Sheet, blocks_of, is_number, number
from haic_core.words.refusal import Refusal, nearest, shown


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TIME = _words(
    "time times t x months month mo days day weeks week years year yr trisk t_risk monate zeit jahre tage wochen"
)
SURVIVAL = _words(
    "st survival s y surv prob probability percent survival_percent survival_probability overall_survival os pfs dfs "
    "efs rfs ttp s_t km proportion proportion_surviving progression_free_survival survival_rate fraction estimate %"
)
AT_RISK = _words("n nrisk n_risk at_risk number_at_risk no_at_risk patients_at_risk risk nr_at_risk n_at_risk")
ARM = _words(
    "curve group arm strata stratum dataset data_set series treatment treat trt drug cohort therapy behandlung"
)
OTHER = _words(
    "id index row point k no nr interval lower upper lcl ucl lci uci ci_low ci_high conf_low conf_high lower_95_ci "
    "upper_95_ci std_err se n_event n_events n_censor event events censored censor lost deaths label number_of_events "
    "pct_risk percent_at_risk"
)
Looks = Callable[[list[float]], bool]
LAST_WORDS = {"x": "time", "y": "value", "time": "time", "survival": "value", "at_risk": "value"}


@dataclass(frozen=True)
class DataSet:
    """One data set: its name (empty where it has none), its block, its rows in it, where time and value stand."""

    name: str
    table: NumberTable
    time: int
    value: int


def plain_name(cell: str) -> str:
    """A heading in small letters, without its unit in brackets, parted by single underscores."""
    bare = re.sub(r"[(\[].*?[)\]]", " ", cell.lower()) if not cell.strip().startswith(("(", "[")) else cell.lower()
    bare = re.sub(r"(?<=\w),.*$", " ", bare)
    return re.sub(r"[\s._,:/-]+", "_", bare.strip()).strip("_") or ("%" if "%" in cell else "")


def role(cell: str, values: frozenset[str]) -> str:
    """What a heading says of its column: time, value, arm, other, or nothing."""
    name = plain_name(cell)
    for words, said in ((TIME, "time"), (values, "value"), (ARM, "arm"), (OTHER, "other")):
        if name in words:
            return said
    if name.strip("%_").isdigit():
        return "other"
    first = name.split("_")[0]
    if first in ("time", "months", "days", "weeks", "years") and name.split("_")[-1] not in ("survival", "risk"):
        return "time"
    if first in ("cumulative", "cum", "censored", "events") or name.endswith(("_events", "_censored", "_deaths")):
        return "other"
    if name.endswith(("survival", "surviving", "survival_probability")) and "survival" in values:
        return "value"
    if "at_risk" in name and "at_risk" in values:
        return "value"
    return LAST_WORDS.get(name.rsplit("_", 1)[-1], "") if "_" in name else ""


def data_sets(sheet: Sheet, values: frozenset[str], allowed: str, looks: Looks) -> list[DataSet]:
    """All data sets of a file. `values` are the headings of the wanted column, `allowed` names both columns, `looks`
    says whether numbers by time could be it. Raises Refusal where columns cannot be told apart."""

    def is_heading(cells: tuple[str, ...]) -> bool:
        return any(role(cell, values) in ("time", "value") for cell in cells) and (
            len([cell for cell in cells if cell]) > 1 or len(sheet.lines[0][1]) == 1
        )

    found: list[DataSet] = []
    for table in blocks_of(sheet, is_heading):
        found += _of_block(table, values, allowed, looks)
    return _named_apart(found)


def chosen(sets: list[DataSet], name: str, arm: str | None) -> DataSet:
    """The only one, or the one asked for. Raises Refusal with their names."""
    if len(sets) == 1:
        return sets[0]
    names = [one.name for one in sets]
    return sets[place_of(names, name, arm)]


def place_of(names: list[str], name: str, arm: str | None) -> int:
    """Where the arm asked for stands among several names. Raises Refusal with the names."""
    if arm is None:
        more = ", …" if len(names) > 6 else ""
        raise Refusal(
            f"{name}: the file holds {len(names)} data sets ({', '.join(names[:6])}{more}); choose one with --arm, "
            f"such as --arm {shown(names[0])}.",
            place=name, found=", ".join(names), allowed="--arm NAME",
        )  # fmt: skip
    plainly = [one.casefold().strip() for one in names]
    asked = arm.casefold().strip()
    for known in (
        plainly,
        [one.rsplit("=", 1)[-1].strip() for one in plainly],
        [re.sub(r"[(\[].*", "", one).strip() for one in plainly],
        [one.rsplit(" ", 1)[-1] for one in plainly],
    ):
        if known.count(asked) == 1:
            return known.index(asked)
    raise Refusal(
        f"{name}: there is no data set {shown(arm)}; the file holds {', '.join(names[:6])}.{nearest(arm, names)}",
        place=name, found=shown(arm), allowed=", ".join(names),
    )  # fmt: skip


def _of_block(table: NumberTable, values: frozenset[str], allowed: str, looks: Looks) -> list[DataSet]:
    roles = [role(cell, values) for cell in table.heading] + [""] * max(table.width - len(table.heading), 0)
    title = next((cell for line in reversed(table.titles) for cell in line if cell), "")
    words = {place for place in range(table.width) if _is_words(table, place) and roles[place] not in ("time", "value")}
    arms = [
        place
        for place in range(table.width)
        if _tells_apart(table, place, named=roles[place] == "arm", words=place in words)
    ]
    if arms:
        return [
            one
            for name, part in _parts(table, arms[0])
            for one in _pairs(part, roles, words | {arms[0]}, name, values, allowed, looks)
        ]
    said = {cell for place in range(table.width) if roles[place] == "arm" for cell in table.cells(place)}
    return _pairs(table, roles, words, said.pop() if len(said) == 1 else title, values, allowed, looks)


def _tells_apart(table: NumberTable, place: int, named: bool, words: bool) -> bool:
    """Whether a column holds the names of several data sets; a word of its own in nearly every row is a label."""
    several = len(set(table.cells(place)))
    return several > 1 and (named or (words and several <= len(table.rows) / 2))


def _is_words(table: NumberTable, place: int) -> bool:
    """Whether most of a column is words (a slip in a column of numbers is a fault)."""
    cells = [cell for cell in table.cells(place) if cell]
    return bool(cells) and sum(map(is_number, cells)) * 2 < len(cells) and len(table.rows) > 1


def _parts(table: NumberTable, place: int) -> list[tuple[str, NumberTable]]:
    """The rows of each name in a column of names, in the order of the file."""
    parts: dict[str, list[Line]] = {}
    for row, cell in zip(table.rows, table.cells(place)):
        parts.setdefault(cell, []).append(row)
    return [(name or "without a name", replace(table, rows=tuple(rows))) for name, rows in parts.items()]


def _pairs(
    table: NumberTable,
    roles: list[str],
    words: set[int],
    title: str,
    values: frozenset[str],
    allowed: str,
    looks: Looks,
) -> list[DataSet]:
    """Columns of times and values of a block, several side by side or several values for one time."""
    times = [place for place, said in enumerate(roles) if said == "time" and place < max(table.width, len(roles))]
    wanted = [place for place, said in enumerate(roles) if said == "value"]
    if len(times) > 1:
        return _side_by_side(table, roles, times)
    left = [p for p in range(table.width) if p not in words and roles[p] not in ("other", "arm") and p not in times]
    if len(left) > (1 if times else 2):
        left = [p for p in left if p >= len(table.heading) or plain_name(table.heading[p])]
    if not times:
        if len(left) > 2 and _is_index(table, left[0]):
            left = left[1:]
        if len(left) > 3 and len(left) % 2 == 0 and not table.heading:
            pairs = list(zip(left[::2], left[1::2]))
            if all(_looks(table, time, value, looks) for time, value in pairs):
                return [DataSet("", _filled(table, value), time, value) for time, value in pairs]
        if len(left) == 2:
            return [DataSet(title, table, *(left if not wanted or wanted[0] != left[0] else left[::-1]))]
        raise _unclear(table, allowed)
    if len(wanted) == 1 and table.width:
        known = {p for p in left if p < len(table.heading) and plain_name(table.heading[p]) in SURVIVAL | AT_RISK}
        more = [p for p in left if p not in known and p != wanted[0] and _looks(table, times[0], p, looks)]
        if not more:
            return [DataSet(title, table, times[0], wanted[0])]
        wanted = sorted([wanted[0], *more])
    elif not wanted:
        wanted = left if len(left) == 1 or all(_looks(table, times[0], p, looks) for p in left) else []
    if not wanted or (not table.rows and len(wanted) != 1):
        raise _unclear(table, allowed)
    if len(wanted) == 1:
        return [DataSet(title, table, times[0], wanted[0])]
    return [DataSet(_head(table, place), _filled(table, place), times[0], place) for place in wanted]


def _filled(table: NumberTable, place: int) -> NumberTable:
    """The rows in which one of several columns of values holds anything."""
    return replace(table, rows=tuple(row for row in table.rows if _cell(row, place).lower() not in NOTHING))


def _cell(row: Line, place: int) -> str:
    return row[1][place] if place < len(row[1]) else ""


def _head(table: NumberTable, place: int) -> str:
    return table.heading[place] if place < len(table.heading) and table.heading[place] else f"column {place + 1}"


def _looks(table: NumberTable, time: int, place: int, looks: Looks) -> bool:
    pairs = [(t, v) for t, v in zip(table.cells(time), table.cells(place)) if is_number(t) and is_number(v)]
    by_time = sorted(((number(t), number(v)) for t, v in pairs), key=lambda one: one[0])
    filled = sum(cell.lower() not in NOTHING for cell in table.cells(place))
    return len(by_time) > 1 and 2 * len(by_time) > filled and looks([value for _, value in by_time])


def _is_index(table: NumberTable, place: int) -> bool:
    """Whether a column counts the rows."""
    cells = table.cells(place)
    return len(cells) > 1 and cells == [str(k) for k in range(1, len(cells) + 1)]


def _side_by_side(table: NumberTable, roles: list[str], times: list[int]) -> list[DataSet]:
    """Pairs of time and value beside each other; the names stand above, or before the words x and y."""
    above = _spread(next((line for line in reversed(table.titles) if sum(map(bool, line)) > 1), ()), table.width)
    found = []
    for k, time in enumerate(times):
        end = times[k + 1] if k + 1 < len(times) else table.width
        value = next((p for p in range(time + 1, end) if roles[p] in ("value", "")), None)
        if value is None:
            continue
        rows = tuple(row for row in table.rows if {_cell(row, time).lower(), _cell(row, value).lower()} - set(NOTHING))
        head = re.sub(r"[\s_.]*\b[xX]$", "", table.heading[time]) if time < len(table.heading) else ""
        whole = DataSet("", replace(table, rows=rows), time, value)
        name = above[time] or (head if plain_name(head) not in TIME else "") or _own_head(whole)
        found.append(replace(whole, name=name or f"data set {k + 1}"))
    return [one for one in found if one.table.rows] or found[:1]


def _spread(line: tuple[str, ...], width: int) -> list[str]:
    names: list[str] = []
    for place in range(width):
        cell = line[place] if place < len(line) else ""
        names.append(cell or (names[-1] if names else ""))
    return names


def _named_apart(sets: list[DataSet]) -> list[DataSet]:
    """Every data set with a name of its own."""
    if len(sets) < 2:
        return sets
    named = [replace(one, name=one.name or _own_head(one) or f"data set {k}") for k, one in enumerate(sets, 1)]
    often = Counter(one.name for one in named)
    one_line = len({one.value for one in named}) == len(named)
    return [
        one
        if often[one.name] == 1
        else replace(one, name=f"{one.name} (column {one.value + 1})" if one_line else f"{one.name} (data set {k})")
        for k, one in enumerate(named, 1)
    ]


def _own_head(one: DataSet) -> str:
    """The heading of the values where it is a name and not a word for what they are."""
    head = one.table.heading[one.value] if one.value < len(one.table.heading) else ""
    return "" if plain_name(head) in SURVIVAL | AT_RISK else head


def _unclear(table: NumberTable, allowed: str) -> Refusal:
    names = [plain_name(cell) for cell in table.heading]
    several = (len(names) or table.width) != 1
    columns = f"column{'s' * several}"
    seen = f"the {columns} {', '.join(names)}" if names else f"{table.width} {columns}"
    hint = " (with decimal commas, put semicolons between the columns)" if table.width == 4 and not names else ""
    return Refusal(
        f"{table.name}: {seen} stand{'s' * (not several)} in the file; needed are two columns, {allowed}{hint}."
    )
