"""The sentences that only a pack says: headlines and how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from haic_core.evidence.library import Library
from haic_core.judgement.options import Option
from haic_core.pack.content import Versions
from haic_core.wording.curves import BANDS_ARE, NOT_COMPARED
from haic_core.wording.facts import begun_small
from haic_core.wording.glossary import NOTHING_AGAINST_MEANS
from haic_core.wording.option import verdict_short
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import Modality, Standing, Verdict

ABOUT = "Options for liver metastases of breast cancer, and their published basis"
GLANCE = "How each of the six options reads, and why"
ALL_RECORDED = "Every fact that the documents of this library ask for is recorded."
NO_CURVE = "No matched series of an option that still stands prints figures from which a curve can be drawn."
NO_BALANCE = "No matched series of an option that still stands prints response or serious harms."
NO_CONFLICT = "No two documents of this library disagree on a factor."
SCALE_NOTE = "Response and harms stand on one scale and are never netted."
CLOSEST = "The closest published series"
BESIDE = "Response beside serious harms (grade 3 or higher), as printed; never netted"
METHODS = (
    (
        "Verdicts",
        "Safety first: what even the most lenient document forbids stops an option. Then entry: “meets” needs one "
        "whole published list met, and nothing of the safety open. Where printed limits differ, both sides are shown.",
    ),
    (
        "Unknown",
        "Nothing is concluded from what was not recorded. “Nothing against”: "
        f"{NOTHING_AGAINST_MEANS[0].lower()}{NOTHING_AGAINST_MEANS[1:]}",
    ),
    (
        "Evidence",
        "The closest series of each option stands here, all others in evidence.csv. Closest: its own entry list met, "
        "then how much it prints of what is recorded, then how little differs. No score, no ranking by survival.",
    ),
    (
        "Curves",
        "Diamonds are printed in the documents. Lines and bands are inferred from printed figures and describe each "
        f"study’s own patients; dotted where fewer than ten are at risk. {BANDS_ARE}",
    ),
    ("Clocks", f"Only curves that count from a comparable moment share a chart. {NOT_COMPARED}"),
)
_COUNTED: Mapping[Verdict | Standing, tuple[str, str]] = {
    Verdict.MEETS: ("meets published entry criteria", "meet published entry criteria"),
    Verdict.CAUTION: ("meets with caution", "meet with caution"),
    Standing.NOTHING_AGAINST: ("has nothing against it so far", "have nothing against them so far"),
    Standing.IN_QUESTION: ("is in question", "are in question"),
    Standing.TOO_LITTLE: ("is too little known", "are too little known"),
    Verdict.FAILS: ("does not meet published criteria", "do not meet published criteria"),
}


_BRIEFLY: Mapping[Verdict | Standing, str] = {
    Verdict.CAUTION: "with caution",
    Standing.NOTHING_AGAINST: "nothing against",
    Standing.IN_QUESTION: "in question",
    Standing.TOO_LITTLE: "too little known",
}


def options_headline(options: Sequence[Option]) -> tuple[str, ...]:
    """'Of five options beside systemic therapy, 2 have nothing against them so far and 3 do not meet published
    criteria', the same more and more briefly, and what can be said of any."""
    judged = [option for option in options if option.modality is not Modality.SYSTEMIC]
    reads = Counter(option.standing or option.verdict for option in judged)
    told = [(code, f"{reads[code]} {words[reads[code] != 1]}") for code, words in _COUNTED.items() if reads[code]]
    briefly = [f"{reads[code]} {_BRIEFLY[code]}" if code in _BRIEFLY else said for code, said in told]
    return (
        f"Of five options beside systemic therapy, {joined(said for _, said in told)}",
        f"Of five, {_without_criteria(joined(said for _, said in told))}",
        f"Of five: {_without_criteria(', '.join(briefly))}",
        GLANCE,
    )


def _without_criteria(said: str) -> str:
    return said.replace(" published entry criteria", "").replace(" published criteria", "")


def versions_line(versions: Versions) -> str:
    """What the pack was made from, in one line."""
    return (
        f"Version {versions.product} · rules {versions.rules} · data {versions.data} · "
        f"case {versions.input_sha256[:12]}"
    )


def judged_line(judged_on: str) -> str:
    """To which day the ages of facts were counted."""
    return (
        f"Ages of facts are counted to {judged_on}."
        if judged_on
        else "No recorded fact has a day, so none can be called fresh."
    )


def missing_headline(not_recorded: Sequence[str]) -> str:
    """What is said above the list of facts not recorded."""
    count = len(not_recorded)
    return "1 fact not recorded" if count == 1 else f"{count} facts not recorded, the most telling first"


def left_out(options: Sequence[Option], library: Library, what: str, where: str) -> str:
    """'Resection and Ablation: does not meet; their lines stand in ledger.csv.'"""
    groups: dict[str, list[str]] = {}
    for option in options:
        groups.setdefault(verdict_short(option), []).append(library.entry(option.modality).short)
    told = "; ".join(f"{joined(names)}: {begun_small(said)}" for said, names in groups.items())
    return f"{told}; {'its' if len(options) == 1 else 'their'} {what} stand in {where}."


def labs_lines(labs: Sequence[str]) -> tuple[str, ...]:
    """The laboratory values that a printed line does not admit, fewer and fewer of them, the rest counted."""
    whole = f"Outside a printed line: {joined(labs)}."
    fewer = (
        f"Outside a printed line: {', '.join(labs[:most])} and {len(labs) - most} more."
        for most in range(len(labs) - 1, 0, -1)
    )
    return whole, *fewer
