"""Facts by how they become known: what is cheaper to learn is asked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from haic_core.case.facts import DERIVED, FACTS
from haic_core.judgement.options import Option
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import KnownFrom, Standing, Verdict

RARELY_NEEDED = "Rarely needed"
ASK_NEXT, AND_WHO_ASKS = "Ask next", "and options that ask"
NOTHING_TO_ASK = "No option that is open waits for a fact."
THE_REST = (
    "What the ledgers still show as not recorded changes no reading of an open option; where an option meets, it could "
    "only add a caution."
)
_STANDING = {
    Standing.NOTHING_AGAINST: "nothing against {}",
    Standing.IN_QUESTION: "{} in question",
    Standing.TOO_LITTLE: "too little known of {}",
}


def by_cost(codes: Iterable[str]) -> dict[KnownFrom, list[str]]:
    """Facts by how they become known, the cheapest first; what is worked out from them is nothing to learn."""
    listed = [code for code in codes if code in FACTS]
    found = {known: [code for code in listed if FACTS[code].known_from is known] for known in KnownFrom}
    return {known: own for known, own in found.items() if own}


def left_to_the_board(codes: Iterable[str]) -> list[str]:
    """What stays open although all it is worked out from is recorded: points that hang on a grade of ascites."""
    return [code for code in codes if code in DERIVED]


def decided_said(decided: int, options: int) -> str:
    """How many of the options have a verdict."""
    return f"{decided} of {options} options can be read from what is recorded."


def put_off_said(count: int) -> str:
    """Where nothing is left to ask although open options still wait, because the answers were 'not known'."""
    waited = (
        "1 fact for which an open option waits is" if count == 1 else f"{count} facts for which open options wait are"
    )
    return f"Nothing more to ask now: {waited} not known."


def standings_said(options: Sequence[Option]) -> str:
    """How the undecided ones stand; nothing where none is left."""
    counted = Counter(option.standing for option in options if option.verdict is Verdict.UNKNOWN)
    told = [words.format(counted[standing]) for standing, words in _STANDING.items() if counted[standing]]
    return f"Of the others: {joined(told)}." if told else ""


def asked_brief(code: str, asking: int) -> str:
    """The same below ``ASK_NEXT``, which says what is counted: 'history · 2 options'."""
    return asked_said(code, asking).replace("asked for by ", "")


def asked_said(code: str, asking: int) -> str:
    """How a fact becomes known, and how many options wait for it."""
    asked = f" · asked for by {asking} option{'' if asking == 1 else 's'}" if asking else ""
    return f"{FACTS[code].known_from.value}{asked}"
