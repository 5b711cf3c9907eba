"""What a board saw, was asked and decided, as plain text that a hospital's record takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from haic_core import __version__
from haic_core.case.file import Case
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.freshness import FactAge
from haic_core.judgement.rules_version import rules_version
from haic_core.pack.deciding import AGAINST, DecidingLine, deciding_lines
from haic_core.pack.lines import OptionLine, option_lines, source_line
from haic_core.pack.words import labs_lines
from haic_core.wording.deciding import labs_outside
from haic_core.wording.decision import NOTHING_DECIDED, QUESTION, decision_lines, since_the_decision
from haic_core.wording.evidence import library_read_sentence
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import patient_line
from haic_core.wording.option import verdict_said
from haic_core.wording.phrases import INTENDED_USE, joined
from haic_core.words.vocabulary import Verdict

ABOUT = "HAIC Board: liver metastases of breast cancer, options and their published basis"


def record_text(case: Case, assessment: Assessment, ages: Sequence[FactAge], library: Library) -> str:
    """Patient, question, the six verdicts with their reasons, the decision, the documents behind the reasons, versions
    and the intended use; one line each, no line longer for the window it is shown in."""
    label = f"{case.label}: " if case.label else ""
    asked = [f"{QUESTION}: {case.question}"] if case.question else []
    decided = [f"{title}: {said}" for title, said in decision_lines(case.decision, library)] or [NOTHING_DECIDED]
    since = since_the_decision(case.decision, assessment, library)
    labs, deciding = labs_outside(assessment.options), deciding_lines(assessment, library)
    outside = [labs_lines(labs)[0]] if labs else []
    parts = (
        [ABOUT],
        [f"Patient: {label}{patient_line(dict(case.patient.facts))}", *outside, *asked],
        ["Options", *_bulleted(_option(line, deciding) for line in option_lines(assessment, ages, library))],
        ["Decision", *_bulleted(decided), *_bulleted([f"Since then: {since}"] if since else [])],
        ["Documents behind the reasons", *_bulleted(_documents(deciding, library))],
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


def _documents(deciding: Sequence[DecidingLine], library: Library) -> list[str]:
    """Every document that a deciding line cites, once, in the library's order."""
    cited = {key for line in deciding for key in line.keys}
    told = (source_line(source) for source in library.sources if source.key in cited)
    return list(dict.fromkeys(f"{one.short}: {one.citation}. {one.identifier}".rstrip(" .") for one in told)) or [
        "none"
    ]
