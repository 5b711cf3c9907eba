"""What is typed into a field of the draft, as raw content, and back.

What cannot be read as the field's kind stays as it was typed: the reader refuses it at its place, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from haic_core.case.fact_kinds import YesNoFact, is_number
from haic_core.case.facts import JUDGED, NUMBERS
from haic_core.evidence.source_fields import Field, Kind
from haic_core.intake.quantity import LONGEST, numbers
from haic_core.words.decimals import plain
from haic_core.words.refusal import misfit

NUMERIC_VERBS = ("at_most", "at_least", "less_than", "more_than")
_PLAIN = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_NUMBER = r"[-−]?[0-9](?:[0-9.,]*[0-9])?"
_PAIR = re.compile(rf"\s*[\[(]?\s*({_NUMBER})\s*(?:to|–|—|-|;|,)\s*({_NUMBER})\s*[\])]?\s*")
_YES, _NO = ("yes", "true"), ("no", "false")


def raw_of(field: Field, text: str) -> object | None:
    """The content of a field that is typed as text; None where it is left empty."""
    told = text.strip()
    if not told:
        return None
    match field.kind:
        case Kind.NUMBER | Kind.WHOLE:
            return number(told)
        case Kind.PAIR:
            return pair(told)
        case Kind.LINES:
            return [line.strip() for line in told.splitlines() if line.strip()]
        case _:
            return told


def text_of(value: object) -> str:
    """Raw content as a field shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return plain(value) if abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        if len(value) == 2 and all(is_number(one) for one in value):
            return " to ".join(text_of(one) for one in value)
        return "\n".join(text_of(one) for one in value)
    return str(value)


def chosen_of(value: object, field: Field) -> str | bool | None:
    """What a list of words, or yes and no, shows as chosen; None where something else stands there."""
    if field.kind is Kind.YES_NO:
        return value if isinstance(value, bool) else None
    return value if isinstance(value, str) else None


def several_of(value: object) -> list[str]:
    """What a list shows as chosen where several may be."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def number(text: str) -> int | float | str:
    """A number as printed, with a point, or a comma that can only be read in one way; else the text itself."""
    told = text.strip().replace("−", "-")
    if len(told) > LONGEST:
        return text
    if _PLAIN.fullmatch(told):
        return float(told) if "." in told else int(told)
    if not re.fullmatch(r"-?[0-9 '’.,]*[0-9]", told):
        return text
    readings = numbers(told.lstrip("-"))
    if len(readings) != 1:
        return text
    value = -readings[0] if told.startswith("-") else readings[0]
    return int(value) if value.denominator == 1 else float(value)


def whole_or_none(text: str) -> int | None:
    """A number of patients as typed; None where none stands there. Raises Refusal where it is no whole number."""
    value = number(text) if text.strip() else None
    if isinstance(value, (float, str)):
        raise misfit("The number", "a whole number", text)
    return value


def pair(text: str) -> list[int | float | str] | str:
    """Two numbers, '14.7 to 23.8', '14.7-23.8' or '14.7, 23.8'; else the text itself."""
    found = _PAIR.fullmatch(text)
    if not found:
        return text
    ends = [number(one) for one in found.groups()]
    return text if any(isinstance(end, str) for end in ends) else ends


def bound_of(fact: str, verb: str, text: str) -> object:
    """The bound of a verb as raw content; an empty one stays an empty text, so that the verb is kept."""
    told = text.strip()
    if verb in NUMERIC_VERBS:
        return number(told)
    if verb == "between":
        return pair(told)
    words = [word.strip() for word in re.split(r"[,\n]", told) if word.strip()]
    return words if verb == "one_of" else _answer(fact, told)


def bound_text(verb: str, bound: object) -> str:
    """A bound as its field shows it."""
    return ", ".join(text_of(one) for one in bound) if verb == "one_of" and isinstance(bound, list) else text_of(bound)


def value_of(fact: str, text: str) -> object:
    """The value of a patient's fact as raw content."""
    return number(text) if fact in NUMBERS else _answer(fact, text.strip())


def _answer(fact: str, text: str) -> bool | str:
    """Yes or no where the fact asks for it, or where no such fact is known; else the word in the file's spelling."""
    told = text.lower()
    if told in (*_YES, *_NO) and (fact not in JUDGED or isinstance(JUDGED[fact], YesNoFact)):
        return told in _YES
    return text


def answers_of(fact: str) -> tuple[str, ...]:
    """The words that may answer a fact; none for a number."""
    known: Mapping[str, object] = JUDGED
    return tuple(text_of(answer) for answer in getattr(known.get(fact), "answers", ()))
