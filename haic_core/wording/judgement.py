"""Verdicts, findings, requirements and the patient, in words."""

from __future__ import annotations

from collections.abc import Iterable

from haic_core.case.fact_kinds import Value, is_number, spoken
from haic_core.case.facts import FACTS, JUDGED, ULN_OF
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.source import Source
from haic_core.evidence.span import AtLeast, AtMost, Between, Is, IsNot, LessThan, MoreThan, OneOf
from haic_core.judgement.changes import Flip
from haic_core.judgement.matching import Match
from haic_core.judgement.options import LedgerRow
from haic_core.wording.facts import answer, begun_small, between
from haic_core.wording.phrases import joined, quantity
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import DocumentKind, Extent, Finding, Relation, Role, Verdict

VERDICT_SHORT = {
    Verdict.MEETS: "Meets",
    Verdict.CAUTION: "Caution",
    Verdict.FAILS: "Does not meet",
    Verdict.UNKNOWN: "Not known",
}
VERDICT_GLYPH = {Verdict.MEETS: "●", Verdict.CAUTION: "▲", Verdict.FAILS: "■", Verdict.UNKNOWN: "○"}
FINDING_WORDS = {Finding.MET: "met", Finding.NOT_MET: "not met", Finding.NOT_RECORDED: "not recorded"}
FINDING_GLYPH = {Finding.MET: "✓", Finding.NOT_MET: "✕", Finding.NOT_RECORDED: "?"}
CAUTION_WORDS = FINDING_WORDS | {Finding.MET: "does not warn", Finding.NOT_MET: "warns"}
"""A caution lets nobody in and keeps nobody out, so it is never said to be met."""
ROLE_WORDS = {Role.ENTRY: "entry", Role.CONTRAINDICATION: "contraindication", Role.CAUTION: "caution"}
IN_ONE_LINE = (
    "age_years",
    "primary",
    "hormone_receptor",
    "her2",
    "ecog",
    "extrahepatic_disease",
    "prior_lines",
    "lesion_count",
    "largest_lesion_cm",
    "liver_involvement_percent",
)
"""What a board member says first of a patient, in this order."""
LEFT_OUT_FIRST = ("liver_involvement_percent", "primary", "hormone_receptor", "her2", "prior_lines")
NO_FACTS = "No facts recorded."
ABSTRACT_ONLY = " (abstract only)"
BY_NATURE = "by nature"

_VERBS = {
    Relation.AT_MOST: "at most",
    Relation.AT_LEAST: "at least",
    Relation.LESS_THAN: "less than",
    Relation.MORE_THAN: "more than",
}


def requirement(criterion: Criterion) -> str:
    """What is asked, without patient or source: 'Platelets at least 100 ×10⁹/L'."""
    return joined((_requirement(condition) for condition in criterion.conditions), "or")


def bound_of(criterion: Criterion) -> str:
    """The same beside the name of its first fact: 'at least 100 ×10⁹/L'."""
    first, *others = criterion.conditions
    return joined((_bound(first), *map(_requirement, others)), "or")


def _requirement(condition: Condition) -> str:
    colon = ":" if isinstance(condition.span, OneOf | Is | IsNot) else ""
    return f"{JUDGED[condition.fact].label}{colon} {_bound(condition)}"


def _bound(condition: Condition) -> str:
    code, span = condition.fact, condition.span
    match span:
        case Between(bound=(low, high)):
            return f"from {plain(low)} to {quantity(code, high)}"
        case OneOf(bound=words):
            return joined((spoken(word) for word in words), "or")
        case Is(bound=word):
            return answer(code, word)
        case IsNot(bound=word):
            return f"not {answer(code, word)}"
        case AtMost() | AtLeast() | LessThan() | MoreThan():
            amount = f"{plain(span.bound)} × upper limit" if condition.times_uln else quantity(code, span.bound)
            return f"{_VERBS[span.relation]} {amount}"


def recorded_value(row: LedgerRow) -> str:
    """What this patient has, in words; an absence that is asked for reads as one, and what is missing is named."""
    if isinstance(row.value, tuple):
        return f"{between(row.criterion.conditions[0].fact, *row.value)}{class_said(row)}"
    if row.finding is Finding.NOT_RECORDED:
        have = {code for code, _ in row.recorded}
        lacking = [JUDGED[code].label for code in row.criterion.facts if code not in have]
        whole = len(lacking) == len(row.criterion.facts)
        return "not recorded" if whole else f"{joined(lacking)} not recorded"
    if row.finding is Finding.MET and _asks_absence(row.criterion):
        return f"{answer(row.criterion.conditions[0].fact, False)}, as required"
    if _reads_low_as_negative(row):
        return "low, read as negative"
    told = [
        answer(code, value) if code in row.criterion.facts else f"{JUDGED[code].label} {answer(code, value)}"
        for code, value in row.recorded
        if code not in ULN_OF.values()
    ]
    limit = [f"upper limit {quantity(code, value)}" for code, value in row.recorded if code in ULN_OF.values()]
    return "; ".join([", ".join(told), *limit])


def class_said(row: LedgerRow) -> str:
    """' (class C)' after the points of a derived fact, ' (class A or B)' where they are not all known."""
    return f" (class {joined(row.classes, 'or')})" if row.classes else ""


def _asks_absence(criterion: Criterion) -> bool:
    """Whether a line asks that something is not there."""
    span = criterion.condition.span if criterion.condition else None
    return (isinstance(span, Is) and span.bound is False) or (isinstance(span, IsNot) and span.bound is True)


def _reads_low_as_negative(row: LedgerRow) -> bool:
    """Whether HER2-low stands before a document that knows two values."""
    told = [condition.span for condition in row.criterion.conditions if condition.fact == "her2"]
    return ("her2", "low") in row.recorded and bool(told) and not any("low" in str(span.bound) for span in told)


def finding_said(row: LedgerRow) -> str:
    """What a line says, in words; a waiting time that is not over tells how long it is."""
    if row.not_yet and row.criterion.condition and is_number(row.value):
        condition = row.criterion.condition
        span = condition.span
        if isinstance(span, (AtLeast, MoreThan)):
            beyond = "more than " if isinstance(span, MoreThan) else ""
            return f"not yet: {spoken(row.value)} of {beyond}{quantity(condition.fact, span.bound)}"
    return (CAUTION_WORDS if row.criterion.role is Role.CAUTION else FINDING_WORDS)[row.finding]


def finding_kind(row: LedgerRow) -> str:
    """What a line says as one code: its finding, 'waits' where only time has to pass, 'warns' of a caution."""
    if row.not_yet:
        return "waits"
    warns = row.criterion.role is Role.CAUTION and row.finding is Finding.NOT_MET
    return "warns" if warns else row.finding.value


def finding_glyph(row: LedgerRow) -> str:
    """The sign of what a line says."""
    return {"waits": "◷", "warns": VERDICT_GLYPH[Verdict.CAUTION]}.get(finding_kind(row), FINDING_GLYPH[row.finding])


_ASKS = {
    (True, Role.ENTRY): "took patients with",
    (True, Role.CONTRAINDICATION): "left out patients unless",
    (True, Role.CAUTION): "advises caution unless",
    (False, Role.CONTRAINDICATION): "forbids it unless",
    (False, Role.CAUTION): "advises caution unless",
}


def ledger_sentence(row: LedgerRow, source: Source) -> str:
    """One ledger row as a sentence that can stand alone."""
    rule = row.criterion
    asks = _ASKS[row.of_list, rule.role]
    extrapolated = f", printed for {rule.extrapolated_from}" if rule.extrapolated_from else ""
    asked = begun_small(requirement(rule))
    return f"{source.short} {asks} {asked} ({rule.locator}{extrapolated}): {recorded_value(row)} – {finding_said(row)}."


def flip_sentence(flip: Flip) -> str:
    """What single change would lead to another verdict."""
    fact = FACTS[flip.fact]
    start = "not recorded" if flip.before is None else quantity(flip.fact, flip.before)
    return f"{fact.label}: {start} → {quantity(flip.fact, flip.after)} would read “{VERDICT_SHORT[flip.verdict]}”"


def list_names(sources: Iterable[Source]) -> dict[str, str]:
    """How a document is named where its printed list is called met: one whose list is a part, because no more than an
    abstract was read, says so."""
    return {source.key: f"{source.short}{ABSTRACT_ONLY if _in_part(source) else ''}" for source in sources}


def _in_part(source: Source) -> bool:
    part = any(one.extent is Extent.PART for one in source.list_)
    return part and source.document is not DocumentKind.FULL_TEXT


def match_sentence(match: Match) -> str:
    """How a patient lies on a cohort, counted, without a score."""

    def counted(codes: tuple[str, ...], word: str) -> str:
        return f"{word}: {joined(FACTS[code].label for code in codes)}" if codes else ""

    parts = [counted(match.outside, "Outside"), counted(match.not_recorded, "Not recorded here")]
    inside = f"Inside on {len(match.inside)} of {len(match.places)} printed facts."
    return " ".join([inside, *(f"{part}." for part in parts if part)])


_OF_A_LIST = {Verdict.MEETS: "met", Verdict.UNKNOWN: "open", Verdict.FAILS: "not met"}


def entry_said(match: Match) -> str:
    """Whether the list of a cohort's own document is met, and whether it is the whole list: 'part list met'."""
    mark = match.source.list_for(match.modality)
    if mark is None or not match.series.rules:
        return "no list printed"
    return f"{mark.extent.value} list {_OF_A_LIST[match.entry]}"


def patient_line(facts: dict[str, Value]) -> str:
    """The patient in one line: what a board member says first."""
    return ", ".join(_said(facts).values()) or NO_FACTS


def patient_line_within(facts: dict[str, Value], most: int) -> str:
    """The same in at most so many letters: what a board misses least is left out first, and how much that is, is said.
    That her primary is of the breast is what every case here begins with; another is never left out."""
    told = _said(facts)
    spared = "" if facts.get("primary") == "breast" else "primary"
    line, count = patient_line(facts), len(told)
    for code in LEFT_OUT_FIRST:
        if len(line) <= most:
            break
        if code != spared:
            told.pop(code, None)
        line = joined([*told.values(), f"{count - len(told)} more"]) if len(told) < count else line
    return line


def _said(facts: dict[str, Value]) -> dict[str, str]:
    return {code: _phrase(code, facts[code]) for code in IN_ONE_LINE if code in facts}


def _phrase(code: str, value: Value) -> str:
    phrases = {
        "age_years": "{} years",
        "primary": "{} primary",
        "hormone_receptor": "HR {}",
        "her2": "HER2 {}",
        "ecog": "ECOG {}",
        "extrahepatic_disease": "extrahepatic disease: {}",
        "prior_lines": "{} prior lines",
        "lesion_count": "{} liver lesions",
        "largest_lesion_cm": "largest {} cm",
        "liver_involvement_percent": "{} % of liver",
    }
    text = phrases[code].format(spoken(value))
    return text.removesuffix("s") if value == 1 and text.endswith(("lines", "lesions")) else text
