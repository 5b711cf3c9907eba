"""Columns that hold a fact of the case file, by name and content, and what their values are called there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from haic_core.case.fact_kinds import NumberFact
from haic_core.case.facts import FACTS
from haic_core.cohort.guess.names import parts
from haic_core.cohort.guess.profile import Profile
from haic_core.cohort.values import said

# A fact by the words of a column's name: all of one set have to be there.
_NAMES: dict[str, tuple[frozenset[str], ...]] = {
    "age_years": tuple(map(frozenset, ({"age"}, {"alter"}, {"ageatdiagnosis"}))),
    "ecog": tuple(map(frozenset, ({"ecog"}, {"ph", "ecog"}))),
    "karnofsky": tuple(map(frozenset, ({"karno"}, {"karnofsky"}, {"kps"}))),
    "her2": tuple(map(frozenset, ({"her"}, {"her2"}, {"her2neu"}, {"erbb"}))),
    "hormone_receptor": tuple(
        map(frozenset, ({"er"}, {"estrogen"}, {"oestrogen"}, {"hormone", "receptor"}, {"hr"}, {"eribc"}))
    ),
    "primary": tuple(map(frozenset, ({"primary"}, {"primarytumour"}, {"primarytumor"}))),
    "extrahepatic_disease": tuple(map(frozenset, ({"extrahepatic"}, {"ehd"}))),
    "brain_metastases": tuple(map(frozenset, ({"brain"}, {"brainmets"}))),
    "prior_lines": tuple(map(frozenset, ({"prior", "lines"}, {"previous", "lines"}, {"priorlines"}))),
    "lesion_count": tuple(
        map(
            frozenset,
            ({"lesion", "count"}, {"lesions"}, {"number", "lesions"}, {"liver", "lesions"}, {"lesion", "number"}),
        )
    ),
    "lobes": tuple(map(frozenset, ({"lobes"}, {"bilobar"}, {"lobe"}))),
    "ascites": (frozenset({"ascites"}),),
}
_WORDS: dict[str, str] = {
    "positive": "positive", "pos": "positive", "+": "positive", "positiv": "positive", "3+": "positive",
    "amplified": "positive", "negative": "negative", "neg": "negative", "-": "negative", "negativ": "negative",
    "yes": "true", "y": "true", "ja": "true", "true": "true", "present": "true", "no": "false", "n": "false",
    "nein": "false", "false": "false", "absent": "false", "none": "none",
}  # fmt: skip
MOST = 6


def facts_of(profiles: Sequence[Profile], taken: frozenset[str]) -> dict[str, tuple[Profile, dict[str, str]]]:
    """Up to six facts, each with its column and its values as the case file has them (none for numbers)."""
    found: dict[str, tuple[Profile, dict[str, str]]] = {}
    for code, sets in _NAMES.items():
        for profile in profiles:
            words = parts(profile.name)
            if code in found or profile.name in taken or not profile.filled:
                continue
            if any(told <= words for told in sets):
                values = values_of(code, profile)
                if values is not None:
                    found[code] = (profile, values)
                    taken = taken | {profile.name}
    return dict(list(found.items())[:MOST])


def values_of(code: str, profile: Profile) -> dict[str, str] | None:
    """What a column's values are called in the case file; None where it does not hold the fact."""
    fact = FACTS[code]
    if isinstance(fact, NumberFact):
        within = profile.is_number and profile.low is not None and profile.high is not None
        return {} if within and fact.low <= (profile.low or 0) and (profile.high or 0) <= fact.high else None
    words = answers_of(code)
    read = {value: _answer(said(value), words) for value, _ in profile.values}
    values = {value: answer for value, answer in read.items() if answer}
    return values or None


def answers_of(code: str) -> tuple[str, ...]:
    """The case file's words for a fact; true and false for yes and no."""
    fact = FACTS[code]
    return () if isinstance(fact, NumberFact) else tuple(str(one).lower() for one in fact.answers)


def _answer(value: str, words: Sequence[str]) -> str:
    """The case file's word that a value says, a slip of the pen allowed."""
    known: Mapping[str, str] = {**{word: word for word in words}, **_WORDS}
    near = get_close_matches(value, known, n=1, cutoff=0.9 if len(value) > 5 else 1.0)
    answer = known[near[0]] if near else ""
    if answer in words:
        return answer
    return (
        {"true": "true", "false": "false", "positive": "true", "negative": "false"}.get(answer, "")
        if "true" in words
        else ""
    )
