"""The form of a decision, field by field: a refused field stays as it was typed, and the others are taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from haic_core.case.decision import UNDECIDED, Decision, read_decision
from haic_core.words.refusal import Fault, Refusal

_PLACE = "The form"
_FIELD = f"{_PLACE}: decision: "


@dataclass(frozen=True, slots=True)
class Filled:
    """What a filled-in form says: the decision as far as it is taken, and why which field is not.

    refused: by field, each sentence without the name of its field; a dissent's field is 'said:' and its role.
    typed: what stands in those fields.
    """

    decision: Decision = UNDECIDED
    refused: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)


def fill(raw: Mapping[str, object], before: Decision) -> Filled:
    """Reads a form by the rules of the case file. What is refused leaves its field of the decision as it was before."""
    try:
        return Filled(read_decision(raw, _PLACE))
    except Refusal as refusal:
        refused = {_field(fault, raw): _said(fault) for fault in refusal.faults}
    typed = {name: _typed(name, raw) for name in refused}
    try:
        return Filled(read_decision(_without(refused, raw, before), _PLACE), refused, typed)
    except Refusal:
        return Filled(before, refused, typed)


def _field(fault: Fault, raw: Mapping[str, object]) -> str:
    """The form's field that a fault speaks of."""
    name, _, rest = fault.place.removeprefix(_FIELD).partition(" ")
    if name != "dissent":
        return name.rstrip(":")
    return f"said:{_voices(raw)[int(rest.partition(':')[0]) - 1]['role']}"


def _said(fault: Fault) -> str:
    return fault.sentence.removeprefix(fault.place).lstrip(": ")


def _typed(name: str, raw: Mapping[str, object]) -> object:
    role = name.removeprefix("said:")
    return raw[name] if role == name else next(one["said"] for one in _voices(raw) if one["role"] == role)


def _without(refused: Mapping[str, str], raw: Mapping[str, object], before: Decision) -> dict[str, object]:
    """The form with what stood in the refused fields before."""
    former = {one.role.value: one.said for one in before.dissent}
    voices = [
        {"role": one["role"], "said": former.get(one["role"], "")} if f"said:{one['role']}" in refused else one
        for one in _voices(raw)
    ]
    kept = before.as_mapping()
    if before.due < str(raw.get("decided_on") or ""):
        # A day before the new day of the decision would be refused as well, and the new day with it.
        kept.pop("due", None)
    return {**raw, "dissent": voices, **{name: kept.get(name) for name in refused if not name.startswith("said:")}}


def _voices(raw: Mapping[str, object]) -> list[dict[str, str]]:
    found = raw.get("dissent")
    return found if isinstance(found, list) else []
