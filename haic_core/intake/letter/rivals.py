"""What else a letter says of a proposed fact, too loosely to be read or in a sentence that proposes nothing: where it
differs, the proposal is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from haic_core.case.fact_kinds import Value, is_number
from haic_core.intake.letter.found import Found
from haic_core.intake.letter.gathered import CHANGEABLE
from haic_core.intake.letter.numbers import COUNT, LIMIT, NUMBER, whole
from haic_core.intake.letter.organs import LIVER, OTHER
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.letter.silence import Why

_COUNTED = re.compile(
    rf"(?<![\w.,/-])(?P<a>{COUNT})\s(?:[\w-]+\s){{0,3}}?(?:metastas[ie]s|mets|lesions?|nodules|foci|LMs|deposits|"
    rf"(?:leber)?metastasen|(?:leber)?(?:rund)?herden?|(?:leber)?läsionen|(?:leber)?filiae)\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"(?:=\s?|\bmaking\s|\bso\s)(?P<a>[0-9]{1,3})\s(?:in\s)?(?:total|all)\b", re.IGNORECASE)
_LARGEST = re.compile(
    rf"\b(?:largest|biggest|max\.?|maximum|maximale?[rnsm]?|größte\w?)\s(?:[a-zäöüß.]+\s){{0,3}}?(?P<a>{NUMBER})\s?(?P<unit>cm|mm)\b",
    re.IGNORECASE,
)
_THINGS = {
    "ascites": r"ascites|free fluid",
    "encephalopathy": r"encephalopathy",
    "pseudocirrhosis": r"cirrhosis|pseudocirrhosis",
    "varices_at_risk": r"varices|portal hypertension",
    "brain_metastases": r"(?:brain|cerebral) met\w*",
    "portal_vein_thrombosis": r"(?:portal|PV|MPV)\b.{0,40}thromb\w*|thromb\w*.{0,40}portal",
    "biliary_stent_or_anastomosis": r"stent",
    "biliary_dilatation": r"bil\w* .{0,20}dilat\w*|dilat\w* .{0,20}(?:bile|bili\w*)|duct\w* .{0,20}dilat\w*",
    "oral_anticoagulation": r"anticoag\w*",
    "contrast_allergy": r"allerg\w*",
    "pacemaker_or_implant": r"pacemaker|pacer",
    "active_infection": r"infection",
}
_DENIED = {fact: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for fact, words in _THINGS.items()}
_CALM = re.compile(
    r"(?<!outside the )\b(?:liver|hepatic)\b[^.;]{0,40}\b(?:stable|respon\w+|"
    r"regress\w*|remission|shrunk|shrink\w*|smaller)\b",
    re.IGNORECASE,
)
_MAY_BE_OF_HER = frozenset({Why.DENIED, Why.UNCERTAIN, Why.QUESTION})


@dataclass(frozen=True, slots=True)
class Rival:
    """Another value of a fact, and where it stands."""

    value: Value
    sentence: Sentence
    start: int
    end: int


def may_speak_of_her(one: Sentence) -> bool:
    """Whether a silent sentence may still be of the patient today: neither of somebody else nor of what may come."""
    return one.silent is not None and one.silent.why in _MAY_BE_OF_HER


def rivals(read: Sequence[Sentence], found_in_silence: Iterable[Found]) -> Mapping[str, list[Rival]]:
    """Every other value of the letter, fact by fact."""
    told: dict[str, list[Rival]] = {}
    for one in found_in_silence:
        if not (one.fact in CHANGEABLE and one.sentence.past):
            told.setdefault(one.fact, []).extend(Rival(value, one.sentence, one.start, one.end) for value in one.values)
    for sentence in read:
        if not sentence.past and (not sentence.silent or may_speak_of_her(sentence)):
            told.setdefault("lesion_count", []).extend(_counts(sentence))
            told.setdefault("largest_lesion_cm", []).extend(_sizes(sentence))
            if calm := _CALM.search(sentence.text):
                told.setdefault("progressive_on_systemic", []).append(Rival(False, sentence, *calm.span()))
        if sentence.denies:
            for fact, words in _DENIED.items():
                if denied := words.search(sentence.text):
                    told.setdefault(fact, []).append(Rival(False, sentence, *denied.span()))
    return told


def contradict(value: Value, rival: Rival) -> bool:
    """Whether another value is not the same."""
    if is_number(value) and is_number(rival.value):
        return abs(value - rival.value) > 1e-6
    return value != rival.value


def _counts(one: Sentence) -> Iterator[Rival]:
    label = one.text[:40].partition(":")
    for above in (one.heading, label[0] if label[1] else ""):  # 'Milz: 3 Herde'
        if OTHER.search(above) and not LIVER.search(above):
            return
    for found in _COUNTED.finditer(one.text):
        number = whole(found["a"])
        around = found[0] + one.text[found.end() : found.end() + 25]
        if (
            0 < number <= 200
            and not OTHER.search(around)
            and not re.search(r"\b(?:segments?|seg|S)\s?$", one.text[: found.start()])
        ):
            limit = LIMIT.search(one.text[: found.start()])
            yield Rival(f"{number} at least" if limit else number, one, *found.span())
    if _COUNTED.search(one.text):
        for found in _IN_ALL.finditer(one.text):
            yield Rival(int(found["a"]), one, *found.span())


def _sizes(one: Sentence) -> Iterator[Rival]:
    for found in _LARGEST.finditer(one.text):
        told = one.text[max(0, found.start() - 60) : found.end() + 25]
        if not OTHER.search(told) and found["a"].count(",") + found["a"].count(".") < 2:
            number = float(found["a"].replace(",", "."))
            yield Rival(number / 10 if found["unit"].casefold() == "mm" else number, one, *found.span())
