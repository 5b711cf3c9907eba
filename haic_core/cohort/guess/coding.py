"""What the values of a column mean for how follow-up ended: words that say it, and codes that have to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haic_core.cohort.guess import said
from haic_core.cohort.guess.names import CENSORED, parts
from haic_core.cohort.values import said as as_said

_EVENT = re.compile(
    r"\b(dead|death|died|deceased|dod|doc|expired|exitus|verstorben|gestorben|tot|ja|morte?|d[eé]c[eé]d[eé]e?|d[eé]c[eè]s|muert[oa]|"
    r"fallecid[oa]|deceduto|morto|overleden|recurred|recurrence|relapsed?|progressed|progression|progressive|event|yes|"
    r"true|rezidiv|failed|failure|uncensored)\b"
)
_NONE = re.compile(
    r"\b(alive|living|lives|lebend|lebt|am leben|vivante?|en vie|viv[oa]|in leven|censored|censor|awd|ned|"
    r"disease ?free|lost|no event|none|no|false|nein|not deceased|tumou?r free|zensiert|not progressed|"
    r"no recurrence|event ?free)\b"
)
_OTHER_CAUSE = re.compile(r"other cause|other disease|non.?cancer|unrelated|intercurrent|\bdoc\b")
# Words that answer what the column's name asks.
_YES = frozenset(("yes", "true", "ja", "y", "j", "oui", "wahr", "vrai"))
_NO = frozenset(("no", "false", "nein", "n", "non", "falsch", "faux"))
_PREFIXED = re.compile(r"^([01]):")


@dataclass(frozen=True, slots=True)
class Coding:
    """Which values are events, which are none, which are events of another kind; what has to be asked, if anything.

    certainty: from 0 to 4, to choose among columns."""

    dead: tuple[str, ...]
    alive: tuple[str, ...]
    competing: tuple[str, ...] = ()
    question: str = ""
    certainty: int = 0


def coding_of(name: str, values: Sequence[tuple[str, int]], labels: Mapping[str, str] | None = None) -> Coding | None:
    """How a column of few values tells events; None where it does not look as if it did.

    labels: what a data dictionary says of the codes.
    """
    if not 1 <= len(values) <= 8:
        return None
    told = {value: (labels or {}).get(value, value).lower() for value, _ in values}
    counts = dict(values)
    prefixed = {value: found[1] for value in told if (found := _PREFIXED.match(told[value]))}
    if len(prefixed) == len(told):
        coded = {one: tuple(value for value, code in prefixed.items() if code == one) for one in "10"}
        return Coding(coded["1"], coded["0"], (), "", 4)
    none = [value for value, text in told.items() if text in _NO or _NONE.search(text)]
    event = [value for value, text in told.items() if value not in none and (text in _YES or _EVENT.search(text))]
    if (event or none) and len(event) + len(none) == len(told):
        return _of_words(event, none, told, name)
    if event and none:
        unread = ", ".join(repr(value) for value in told if value not in (*event, *none))
        return Coding(tuple(event), tuple(none), (), said.UNREAD.format(unread), 2)
    return _of_codes(name, {as_said(value): value for value in told}, counts)


def _of_words(event: list[str], none: list[str], told: Mapping[str, str], name: str) -> Coding | None:
    plain = set(told.values())
    if not event:
        return None if plain <= _NO | {"none"} else Coding((), tuple(none), (), said.ONE_VALUE, 2)
    if plain <= _YES | _NO:
        if parts(name) & CENSORED:
            return Coding(tuple(none), tuple(event), (), said.CENSORED.format(event[0]), 2)
        return Coding(tuple(event), tuple(none), (), "", 2)
    others = [value for value in event if _OTHER_CAUSE.search(told[value])]
    question = said.OTHER_CAUSES.format(", ".join(map(repr, others))) if others and len(others) < len(event) else ""
    return Coding(tuple(event), tuple(none), (), question, 4)


def _of_codes(name: str, codes: Mapping[str, str], counts: Mapping[str, int]) -> Coding | None:
    """Codes without words: 0 and 1 mean what the name lets them, all others are asked."""
    found, words = set(codes), parts(name)
    if found == {"0", "1"}:
        if words & CENSORED:
            question = said.CENSORED.format(codes["1"])
            return Coding((codes["0"],), (codes["1"],), (), question, 2)
        return Coding((codes["1"],), (codes["0"],), (), "", 3)
    if found == {"1", "2"}:
        question = said.ONE_OR_TWO.format(counts[codes["2"]], counts[codes["1"]])
        return Coding((codes["2"],), (codes["1"],), (), question, 1)
    if found == {"0", "1", "2"}:
        question = said.ZERO_ONE_TWO.format(counts[codes["1"]], counts[codes["2"]])
        event, other = sorted((codes["1"], codes["2"]), key=lambda code: -counts[code])
        return Coding((event,), (codes["0"],), (other,), question, 1)
    if len(found) == 1 and found <= {"0", "1"}:
        return Coding(
            (codes["1"],) if "1" in codes else (), (codes["0"],) if "0" in codes else (), (), said.ONE_VALUE, 1
        )
    return None
