"""Hormone receptors and HER2: an answer's code, a share of ten per cent or more, a stain of 3+; 2+ is neither."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from haic_core.case.facts import FACTS
from haic_core.intake.fhir.codes import (
    BOTH_RECEPTORS,
    ER,
    HER2,
    HER2_BY_STAIN,
    NEGATIVE,
    POSITIVE,
    PR,
    SHARES,
    answer_in_words,
    answers_of,
)
from haic_core.intake.fhir.elements import LOINC, Amount
from haic_core.intake.fhir.latest import Latest
from haic_core.intake.fhir.resources import Result
from haic_core.intake.fhir.sorting import label_of
from haic_core.intake.fhir.told import Gathering, Reading, amount_as_written

# A share of stained cells of which no document disputes that it is positive; below it, definitions differ.
_SURELY_POSITIVE_PERCENT = 10
_SPOKEN = {ER: "ER", PR: "PR", BOTH_RECEPTORS: "ER and PR"}


def receptor_answer(receptor: str, result: Result, gathering: Gathering) -> Reading | None:
    """Positive or negative from whatever ways the result tells it in, or None with the reason passed over."""
    given, origin = result.value, gathering.origin(label_of(receptor), result)
    coded, marked = answers_of(given.codes), answers_of(given.interpretation)
    answers, why, doubt = coded | marked, "", ""
    written = " or ".join(sorted(answers)) or amount_as_written(given.amount or Amount(None, ""))
    if given.amount:
        counted, why = _stained(result, given.amount) if receptor == HER2 else _share(result, given.amount)
        answers |= {counted} - {""}
        if receptor == HER2 and given.amount.number == 1 and counted == "" and POSITIVE in answers:
            answers.add(NEGATIVE)
        written = ", ".join(dict.fromkeys(part for part in (written, amount_as_written(given.amount)) if part))
    if not answers and (said := answer_in_words(given.words)):
        answers, written = {said}, said
        doubt = f"{label_of(receptor)}: the answer stands as a text; is it {said}?"
    if len(answers) == 1:
        return Reading(answers.pop(), written, origin, result.when, doubt)
    if len(answers) > 1:
        why = "its value and its codes say both positive and negative"
    gathering.pass_over(origin, why or f"{_kind(result)} is neither positive nor negative")
    return None


def _kind(result: Result) -> str:
    given = result.value
    if given.other and not (given.codes or given.words):
        return given.other
    return "its answer" if not given.is_empty else "a result without a value"


def _share(result: Result, amount: Amount) -> tuple[str, str]:
    """What a percentage of stained cells says; '>=10 %' is positive although it is no number. Without its unit a number
    is one only where the code says so: other scores count to 8, 12 or 300."""
    unit = amount.unit or ("%" if any(one.code in SHARES for one in result.codes) else "")
    if amount.number is None or amount.of_text or unit not in ("%", "percent"):
        return "", "its number is not a percentage that is read"
    if not 0 <= amount.number <= 100:
        return "", f"'{amount_as_written(amount)}' is no percentage"
    if amount.comparator in ("", ">", ">=") and amount.number >= _SURELY_POSITIVE_PERCENT:
        return POSITIVE, ""
    if amount.comparator == "" and amount.number == 0:
        return NEGATIVE, ""
    return "", f"'{amount_as_written(amount)}' lies where definitions of positive differ"


def _stained(result: Result, amount: Amount) -> tuple[str, str]:
    """What a stain's score says: 3 positive, 0 negative; 1 and 2 alone are not enough."""
    by_stain = any(one.system == LOINC and one.code in HER2_BY_STAIN for one in result.codes)
    if not by_stain or amount.comparator or amount.of_text or amount.number not in (0, 1, 2, 3):
        return "", "its number is not the score of a stain"
    if amount.number in (Fraction(1), Fraction(2)):
        return "", f"a stain of {int(amount.number)}+ alone does not tell negative from low or positive"
    return (POSITIVE if amount.number == 3 else NEGATIVE), ""


def hormone_receptor(found: Mapping[str, Latest[Reading]], gathering: Gathering) -> Reading | None:
    """Positive where one receptor is, negative where both are; one alone that is negative says too little."""
    label = FACTS["hormone_receptor"].label
    stands = {name: one.stands for name, one in found.items() if one.stands}
    signs = {name: one.value for name, one in stands.items()}
    both = signs.get(BOTH_RECEPTORS)
    positive = [one for one in stands.values() if one.value == POSITIVE]
    if (both == NEGATIVE and positive) or (both == POSITIVE and signs.get(ER) == signs.get(PR) == NEGATIVE):
        gathering.say.append(f"{label}: results for one receptor and for both contradict each other; not recorded.")
        return None
    if positive:
        last = max(positive, key=lambda one: one.when.first)
        return _joined(stands, POSITIVE, last)
    if both == NEGATIVE or signs.get(ER) == signs.get(PR) == NEGATIVE:
        return _joined(stands, NEGATIVE, max(stands.values(), key=lambda one: one.when.first))
    if stands:
        known = next(iter(stands))
        gathering.say.append(
            f"{label}: only {_SPOKEN[known]} is recorded, as negative; the other receptor decides. Not recorded."
        )
    return None


def _joined(stands: Mapping[str, Reading], value: str, last: Reading) -> Reading:
    """One reading of several receptors, of the day of the one that decides; in doubt where any that decides is."""
    deciding = [one for one in stands.values() if one.value == value]
    sure = [one for one in deciding if not one.doubt]
    doubt = "" if (sure if value == POSITIVE else len(sure) == len(deciding)) else deciding[0].doubt
    if value == POSITIVE and sure:
        last = max(sure, key=lambda one: one.when.first)
    written = ", ".join(f"{_SPOKEN[name]} {one.value}" for name, one in stands.items())
    origin = "; ".join(one.origin for one in stands.values() if one.value == value)
    return Reading(value, written, origin, last.when, doubt)
