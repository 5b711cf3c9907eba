"""What a guess leaves open in a mapping, so that a count refuses it, and how a person closes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from haic_core.words.refusal import Refusal

CODES = ("dead", "alive")
# What stands in a guess's mapping where an answer is waited for, beside the codes, which are empty lists there.
ASKED = MappingProxyType({"unit": "days, weeks, months or years?", "dates": "dmy or mdy?", "decimal": "'.' or ','?"})
_PRINTED = {"mapping", "parts", "asked"}


def nothing_left_open(raw: Mapping[object, object], place: str) -> None:
    """Raises Refusal, one sentence, where a mapping waits for answers, or is all of what ``--guess`` printed."""
    if not raw.keys() >= _PRINTED:
        if waits := _left_open(raw):
            told = f"{place}: left open {_are(waits)}; write in {_its(waits)} place what is right of 'answers', which "
            raise Refusal(f"{told}'registry FILE --guess' prints.", place=place, found=", ".join(waits))
        return
    within = raw["mapping"]
    told = f"{place}: this is all that --guess printed, and a mapping is what stands there under 'mapping'"
    if not isinstance(within, Mapping):
        told = f"{told}; nothing stands there, for no column looks like a time or like an event: write the mapping"
        raise Refusal(f"{told} by hand, as docs/registry.md has it.", place=place, allowed="a mapping")
    waits = _left_open(within)
    closed = f"; left open {_are(waits)}: write in {_its(waits)} place what is right of 'answers'" if waits else ""
    raise Refusal(f"{told}; save that alone{closed}.", place=place, found=", ".join(waits), allowed="a mapping")


def _left_open(raw: Mapping[object, object]) -> dict[str, str]:
    """Key by key what is asked."""
    codes = (
        {"dead": "which code is the event", "alive": "which is none"}
        if all(raw.get(one) == [] for one in CODES)
        else {}
    )
    return codes | {key: asked.rstrip("?") for key, asked in ASKED.items() if raw.get(key) == asked}


def _are(waits: Mapping[str, str]) -> str:
    told = [f"'{key}' ({asked})" for key, asked in waits.items()]
    return f"{'is' if len(told) == 1 else 'are'} {' and '.join([', '.join(told[:-1]), told[-1]] if told[1:] else told)}"


def _its(waits: Mapping[str, str]) -> str:
    return "its" if len(waits) == 1 else "their"
