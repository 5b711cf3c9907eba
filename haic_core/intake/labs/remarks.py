"""What laboratories write where a value is missing or not to be trusted, each in our own words; other words are never
shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from haic_core.intake.labs.analytes import folded

_SAID: Mapping[str, str] = {
    "haemolytic": r"h(?:a|ae)?emoly\w*|hamoly\w*|haemoly\w*|hemoly\w*",
    "clotted": r"geronnen\w*|clotted|clots?|coagule\w*|gerinnsel",
    "clumped": r"clump\w*|aggrega\w*|agglutin\w*|pseudothromb\w*|verklump\w*",
    "lipaemic": r"lip(?:a|ae)?em\w*|lipam\w*",
    "icteric": r"ikteri\w*|icteri\w*",
    "cancelled": r"cancel\w*|storniert\w*|annul\w*|entered in error|rejected|invalid|ungultig\w*|nicht verwertbar|"
    r"nicht auswertbar",
    "not yet reported": r"pending|folgt|in arbeit|ausstehend|in process|en cours|pendiente|in progress|steht aus|"
    r"wird nachgereicht",
    "preliminary": r"preliminary|vorlaufig\w*|provisional|provisoire",
    "not determined": r"n\.?\s?d\.?|n\.?\s?b\.?|nicht bestimm\w*|not determined|not done|n/a|k\.?\s?a\.?|tnp|qns|"
    r"not performed|nicht angefordert|no specimen|kein material|material fehlt|zu wenig material|insuff\w*|"
    r"not available|missing|fehlt|nicht gemessen|not measured|nicht messbar",
    "negative": r"neg\.?|negativ\w*",
    "positive": r"pos\.?|positiv\w*",
}
_PATTERNS = {said: re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])") for said, pattern in _SAID.items()}
# These take a value away even where a number stands.
VOID = frozenset({"cancelled", "preliminary", "not yet reported", "not determined"})
# These leave the number in doubt.
DOUBTFUL = frozenset({"haemolytic", "clotted", "clumped", "lipaemic", "icteric"})


def remark_in(text: str) -> str:
    """What a text says of a result, in our words; '' where it says nothing of this kind."""
    told = folded(text[:200])
    return next((said for said, pattern in _PATTERNS.items() if pattern.search(told)), "")
