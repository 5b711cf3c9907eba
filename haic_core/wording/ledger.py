"""The ledger in words: limits fact by fact, all that is printed of one fact beside each other; then list by list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from haic_core.case.facts import JUDGED, ULN_OF
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.source import Source
from haic_core.evidence.span import AtLeast, AtMost, LessThan, MoreThan
from haic_core.judgement.entry import ListReading
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.entry import TOO_FEW_LIMITS
from haic_core.wording.judgement import FINDING_WORDS, bound_of, recorded_value, requirement
from haic_core.wording.phrases import quantity
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Extent, Finding, Modality, Role

LIMITS_HEADING = "Limits: whom not to treat"
LISTS_HEADING = "Lists: who entered"
STATEMENTS_HEADING = "Stated without a limit, for the board to judge"
CONTEXT_HEADING = "Context, judged by nobody"
NO_LIMITS = "No document in this library prints a limit for this option."
NO_LISTS = "No document in this library prints who entered for this option."
OTHER_PRIMARY = "These lists are those of breast cancer; for this primary they are shown and not judged."
BEYOND = ": outside every list of every option"
_READING_WORDS = {
    "stopped": "stopped",
    "disputed": "disputed",
    "caution": "caution",
    "open": "not recorded",
    "clear": "clear",
}
LIMIT_OPEN = "upper limit not recorded"
"""Of a value that is recorded without its laboratory's upper limit of normal."""
READING_GLYPH = {"stopped": "■", "disputed": "◆", "caution": "▲", "open": "?", "clear": "✓"}


@dataclass(frozen=True, slots=True)
class PrintedLimit:
    """One limit as several documents print it alike."""

    rows: tuple[LedgerRow, ...]

    @property
    def finding(self) -> Finding:
        return self.rows[0].finding

    @property
    def relative(self) -> bool:
        """Whether it only warns."""
        return self.rows[0].criterion.role is Role.CAUTION


@dataclass(frozen=True, slots=True)
class LimitedFact:
    """One fact with every limit that is printed on it. reading: stopped, disputed, caution, open or clear."""

    fact: str
    reading: str
    limits: tuple[PrintedLimit, ...]

    @property
    def label(self) -> str:
        return JUDGED[self.fact].label

    @property
    def has(self) -> str:
        """What this patient has."""
        return recorded_value(self.limits[0].rows[0])

    @property
    def said(self) -> str:
        """Its reading in words; what no limit but every list of every option forbids says so, and what is recorded
        without the upper limit that it is measured by."""
        if self.reading == "open" and self._lacks_only_its_limit:
            return LIMIT_OPEN
        passed = any(limit.finding is Finding.NOT_MET and not limit.relative for limit in self.limits)
        beyond = self.reading == "stopped" and not passed
        return f"{_READING_WORDS[self.reading]}{BEYOND if beyond else ''}"

    @property
    def _lacks_only_its_limit(self) -> bool:
        """Whether the value is recorded, and the upper limit of normal is all that keeps its limits from being read."""
        rows = (limit.rows[0] for limit in self.limits if limit.finding is Finding.NOT_RECORDED)
        lacking = {code for row in rows for code in row.criterion.facts} - {
            code for limit in self.limits for code, _ in limit.rows[0].recorded
        }
        return bool(lacking) and lacking <= set(ULN_OF.values())


def limited_facts(option: Option, by_nature: str) -> tuple[LimitedFact, ...]:
    """All limits of an option fact by fact: what the procedure needs by nature first, then in clinical order.

    by_nature: the key of the document that says what a procedure needs.
    """
    found: dict[str, list[LedgerRow]] = {}
    for row in option.ledger:
        if not row.of_list:
            found.setdefault(row.criterion.conditions[0].fact, []).append(row)
    order = list(JUDGED)
    first = {key for key, rows in found.items() if any(row.source == by_nature for row in rows)}
    keys = sorted(found, key=lambda key: (key not in first, order.index(key)))
    return tuple(LimitedFact(key, _reading(option, key, found[key]), _alike(found[key])) for key in keys)


def _reading(option: Option, key: str, rows: Iterable[LedgerRow]) -> str:
    safety = option.safety
    if key in safety.stopped:
        return "stopped"
    if key in safety.disputed:
        return "disputed"
    findings = {row.finding for row in rows}
    if Finding.NOT_MET in findings:
        return "caution"
    return "open" if Finding.NOT_RECORDED in findings else "clear"


def _alike(rows: Iterable[LedgerRow]) -> tuple[PrintedLimit, ...]:
    """Limits that read alike together, the absolute ones first."""
    found: dict[tuple[bool, str], list[LedgerRow]] = {}
    for row in rows:
        rule = row.criterion
        found.setdefault((rule.role is Role.CAUTION, bound_said(rule)), []).append(row)
    return tuple(PrintedLimit(tuple(own)) for _, own in sorted(found.items(), key=lambda one: one[0][0]))


def bound_said(criterion: Criterion) -> str:
    """A limit beside the name of its fact: 'at most 3 mg/dL'; whole where several facts are asked for."""
    return requirement(criterion) if criterion.condition is None else bound_of(criterion)


def brief_bounds(fact: LimitedFact) -> str:
    """'at least 50 ×10⁹/L, and 3 more limits': the first limit of a fact, and how many others are printed."""
    first, rest = bound_said(fact.limits[0].rows[0].criterion), len(fact.limits) - 1
    return f"{first}, and {rest} more limit{'' if rest == 1 else 's'}" if rest else first


def printed_for(row: LedgerRow) -> str:
    """For whom a line was printed, where it was another disease."""
    return f"printed for {row.criterion.extrapolated_from}" if row.criterion.extrapolated_from else ""


# Grey bands


@dataclass(frozen=True, slots=True)
class GreyBand:
    """Where the printed limits of one fact differ: from the strictest to the most lenient.

    bounds: every printed bound, the smallest first; value: the patient's own, where one number is recorded.
    """

    condition: Condition
    bounds: tuple[float, ...]
    value: float | None

    @property
    def said(self) -> str:
        """'Printed limits differ, from 2 to 3 mg/dL'."""
        low, high = self.bounds[0], self.bounds[-1]
        if self.condition.times_uln:
            return f"Printed limits differ, from {plain(low)} to {plain(high)} × upper limit"
        return f"Printed limits differ, from {plain(low)} to {quantity(self.condition.fact, high)}"


def grey_bands(limited: LimitedFact) -> tuple[GreyBand, ...]:
    """The grey bands of a fact: where two or more bounds in one direction and one measure are printed."""
    found: dict[tuple[bool, bool], list[LedgerRow]] = {}
    for row in (row for limit in limited.limits for row in limit.rows):
        condition = row.criterion.condition
        if condition is not None and isinstance(condition.span, (AtMost, LessThan, AtLeast, MoreThan)):
            upward = isinstance(condition.span, (AtMost, LessThan))
            found.setdefault((condition.times_uln, upward), []).append(row)
    return tuple(band for rows in found.values() if len((band := _band(rows)).bounds) > 1)


def _band(rows: list[LedgerRow]) -> GreyBand:
    conditions = [row.criterion.condition for row in rows if row.criterion.condition is not None]
    bounds = {float(edge) for condition in conditions for edge in condition.span.edges}
    values = [row.value for row in rows if isinstance(row.value, (int, float)) and not isinstance(row.value, bool)]
    return GreyBand(conditions[0], tuple(sorted(bounds)), float(values[0]) if values else None)


# Lists


def list_title(source: Source, modality: Modality, reading: ListReading | None, rows: Sequence[LedgerRow]) -> str:
    """'Hsiao’s entry criteria: all 12 met'; 'Meloni 2009’s entry criteria, in part: 1 not met, 2 not recorded, 3 met;
    printed for colorectal liver metastases'."""
    mark = source.list_for(modality)
    if mark is None:
        return source.short
    extent = "" if mark.extent is Extent.WHOLE else ", in part"
    told = "not judged" if reading is None else counted_lines(rows)
    few = f"; {TOO_FEW_LIMITS}" if reading is not None and not reading.counts else ""
    other = f"; printed for {mark.printed_for}" if mark.printed_for else ""
    whose = "’" if source.short.endswith("s") else "’s"
    return f"{source.short}{whose} entry criteria{extent}: {told}{few}{other}"


def counted_lines(rows: Sequence[LedgerRow]) -> str:
    """'all 12 met', or how many lines are not met, wait, are not recorded, and met. Cautions let nobody in and keep
    nobody out: they are counted apart, so that one not recorded never stands among the lines of a list that is met."""
    lines = [row for row in rows if row.criterion.role is not Role.CAUTION]
    cautions = [row for row in rows if row.criterion.role is Role.CAUTION]
    return "; ".join(told for told in (_lines_said(lines), _cautions_said(cautions)) if told)


def _lines_said(rows: Sequence[LedgerRow]) -> str:
    kinds = Counter("not yet" if row.not_yet else FINDING_WORDS[row.finding] for row in rows)
    if rows and kinds["met"] == len(rows):
        return f"all {len(rows)} met" if len(rows) > 1 else "its one line met"
    return ", ".join(f"{kinds[kind]} {kind}" for kind in ("not met", "not yet", "not recorded", "met") if kinds[kind])


def _cautions_said(rows: Sequence[LedgerRow]) -> str:
    """'its caution is still open'; 'of its 3 cautions 1 warns, 2 do not warn'."""
    kinds = Counter(row.finding for row in rows)
    told = [f"{kinds[kind]} {_CAUTIONS[kind][kinds[kind] > 1]}" for kind in _CAUTIONS if kinds[kind]]
    if len(told) < 2:
        whose = "its caution " if len(rows) == 1 else f"its {len(rows)} cautions "
        return "".join(f"{whose}{_CAUTIONS[kind][len(rows) > 1]}" for kind in kinds)
    return f"of its {len(rows)} cautions {', '.join(told)}"


_CAUTIONS = {
    Finding.NOT_MET: ("warns", "warn"),
    Finding.NOT_RECORDED: ("is still open", "are still open"),
    Finding.MET: ("does not warn", "do not warn"),
}


def list_reason(source: Source, modality: Modality) -> str:
    """Why a list counts as whole, or what of it is missing; and the document's own reservation."""
    mark = source.list_for(modality)
    return " ".join(part for part in (mark.reason if mark else None, source.caveat) if part)


def role_said(row: LedgerRow) -> str:
    """What a line of a list does: exclusions and cautions say so, what admits needs no word."""
    words: Mapping[Role, str] = {Role.ENTRY: "", Role.CONTRAINDICATION: "exclusion", Role.CAUTION: "caution"}
    return words[row.criterion.role]
