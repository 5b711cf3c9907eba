"""What a board saw, was asked and decided, as plain text that a hospital's record takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from haic_core import __version__
from haic_core.case.file import Case
from haic_core.chart.balance import Balance, balances
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.freshness import FactAge
from haic_core.judgement.rules_version import rules_version
from haic_core.pack.deciding import AGAINST, DecidingLine, deciding_lines
from haic_core.pack.lines import EvidenceLine, OptionLine, evidence_lines, option_lines, source_line
from haic_core.pack.words import BESIDE, CLOSEST, labs_lines
from haic_core.wording.deciding import labs_outside
from haic_core.wording.decision import NOTHING_DECIDED, QUESTION, decision_lines, since_the_decision
from haic_core.wording.evidence import NO_STUDY, NOTHING_PRINTED, library_read_sentence
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import patient_line
from haic_core.wording.option import verdict_said
from haic_core.wording.phrases import INTENDED_USE, joined
from haic_core.words.vocabulary import Modality, Verdict

DOCUMENTS = "Documents behind the reasons and figures"
ABOUT = "HAIC Board: liver metastases of breast cancer, options and their published basis"


def record_text(case: Case, assessment: Assessment, ages: Sequence[FactAge], library: Library) -> str:
    """Patient, question, the six verdicts with their reasons, the decision, of the options discussed the closest series
    with its figures, the documents behind both, versions and the intended use; one line each, no line longer for the
    window it is shown in."""
    label = f"{case.label}: " if case.label else ""
    asked = [f"{QUESTION}: {case.question}"] if case.question else []
    decided = [f"{title}: {said}" for title, said in decision_lines(case.decision, library)] or [NOTHING_DECIDED]
    since = since_the_decision(case.decision, assessment, library)
    labs, deciding = labs_outside(assessment.options), deciding_lines(assessment, library)
    outside = [labs_lines(labs)[0]] if labs else []
    shown = _discussed(case, assessment)
    closest = [line for line in evidence_lines(assessment, library) if line.match.modality in shown]
    beside = balances(assessment.evidence, shown, library)
    cited = {key for line in deciding for key in line.keys}
    cited |= {line.match.source.key for line in closest} | {one.match.source.key for one in beside}
    told = (
        [CLOSEST, *_bulleted(_evidence(shown, closest, library))],
        [BESIDE, *_bulleted(map(_balance, beside) if beside else [NOTHING_PRINTED])],
    )
    parts = (
        [ABOUT],
        [f"Patient: {label}{patient_line(dict(case.patient.facts))}", *outside, *asked],
        ["Options", *_bulleted(_option(line, deciding) for line in option_lines(assessment, ages, library))],
        ["Decision", *_bulleted(decided), *_bulleted([f"Since then: {since}"] if since else [])],
        *(told if shown else ()),
        [DOCUMENTS, *_bulleted(_documents(cited, library))],
        [f"Version {__version__} · rules {rules_version(library)} · data {library.version}"],
        [library_read_sentence(library), INTENDED_USE],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _bulleted(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def _option(line: OptionLine, deciding: Sequence[DecidingLine]) -> str:
    """'HAIC: Does not meet published criteria. Stopped: platelets … Provisional: …'; of an undecided option with the
    lines that are recorded against it and who prints them."""
    said = verdict_said(line.option)
    reason = line.why[0].removeprefix(said).lstrip(";. ")
    against = _against([one for one in deciding if one.modality is line.option.modality])
    lines = against if line.option.verdict is Verdict.UNKNOWN else ""
    told = (f"{line.entry.short}: {said}.", f"{reason[:1].upper()}{reason[1:]}", lines, waiting_sentence(line.waits))
    return " ".join(part for part in told if part)


def _against(lines: Sequence[DecidingLine]) -> str:
    """'Recorded against it: Platelets at least 100 ×10⁹/L (here: 95 ×10⁹/L; Hsiao).'"""
    said = [f"{one.asks} (here: {one.has}; {joined(one.sources)})" for one in lines if one.says in AGAINST]
    return f"Recorded against it: {'; '.join(said)}." if said else ""


def _discussed(case: Case, assessment: Assessment) -> tuple[Modality, ...]:
    """The options that were considered or decided; where nobody says which, those that do not fail a patient of whom
    something is recorded."""
    decision = case.decision
    chosen = decision.choice.value if decision.choice else ""
    said = {*decision.considered, *(option for option in Modality if option.value == chosen)}
    return tuple(
        option.modality
        for option in assessment.options
        if option.modality in said or (not said and case.patient.facts and option.verdict is not Verdict.FAILS)
    )


def _evidence(shown: Sequence[Modality], closest: Sequence[EvidenceLine], library: Library) -> list[str]:
    """Option by option its closest series, how it fits her and what it prints of survival; or that there is none."""
    found = {line.match.modality: _series(line) for line in closest}
    return [found.get(option) or f"{library.entry(option).short}: {NO_STUDY}" for option in shown]


def _series(line: EvidenceLine) -> str:
    """'HAIC · Arden 2020, n = 40: whole list met; inside 4 of 7 printed facts; none outside; median OS … (Table 2).'"""
    place = f" ({line.place})" if line.place else ""
    inside = f"inside {line.inside} printed facts"
    return f"{line.cohort}: {line.entry}; {inside}; {line.outside_and_apart}; {line.survival}{place}."


def _balance(one: Balance) -> str:
    """'HAIC · Arden 2020 (n = 40): CR 2, PR 10 of 40; beside it Nausea, grade 3: 4 of 40 (Table 3; Table 4).'"""
    places = f" ({'; '.join(one.places)})" if one.places else ""
    return f"{one.label}: {one.response_words.rstrip('.')}; beside it: {one.harm_words.rstrip('.')}{places}."


def _documents(cited: Collection[str], library: Library) -> list[str]:
    """Every document that stands behind a reason or a figure, once, in the library's order."""
    told = (source_line(source) for source in library.sources if source.key in cited)
    return list(dict.fromkeys(f"{one.short}: {one.citation}. {one.identifier}".rstrip(" .") for one in told)) or [
        "none"
    ]
