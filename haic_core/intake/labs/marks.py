"""The marks of a lab list's cell or line, left to right: numbers, ranges, limits, units, days, flags and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from haic_core.intake.labs.days import DAY
from haic_core.intake.quantity import numbers


class Kind(Enum):
    """What one mark is."""

    NUMBER = "number"
    RANGE = "range"
    LIMIT = "limit"
    UNIT = "unit"
    DAY = "day"
    TIME = "time"
    FLAG = "flag"
    CODE = "code"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. text: as written. low, high: the ends of a range or limit as written, '' where it has none; of a limit
    the sign says on which side its one end stands. inside: whether it stands in brackets. cell: which cell it is of."""

    kind: Kind
    text: str
    start: int = 0
    low: str = ""
    high: str = ""
    inside: bool = False
    cell: int = 0


# A plain space parts thousands only before noughts or a unit per microlitre; else it parts two columns.
_PER_UL = r"\s?(?:(?:cells|zellen)\s?)?/\s?(?:[µμu]l|mcl|c?u?mm)"
NUMBER = (
    r"(?:[0-9]{1,3}(?:['’\u2009\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    rf"|[0-9]{{1,3}}(?:[ \u00a0]000)+(?![0-9.,])|[0-9]{{1,3}}[ \u00a0](?!10[369])[0-9]{{3}}(?={_PER_UL})"
    r"|[0-9]+(?:[.,][0-9]+)*|(?<![0-9])[.,][0-9]+)"
)
_MULTIPLE = re.compile(
    r"\s*(?:[x×*]\s*(?:the\s+)?(?:uln|upper|norm|n\b|ogn|lsn)|-?\s?(?:fach|fold)|[±]|(?:jahre?|years?|yrs?|ans|años|anni|jaar|j\.|cycles?|zyklen|weeks?|wochen)\b)",
    re.IGNORECASE,
)
_SCALE = (
    r"(?:(?:[x×*·]\s?)?10\s?(?:(?:\^|\*\*|\*|[eE]\+?)\s?0?[0-9]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|[x×*·]\s?10\s?[369]"
    r"|[x×*·]\s?1[.,]?000|[x×*·]?\s?[eE][369])"
)
_LITRE = r"(?:[µμumcdnpf]|mc|micro|milli|deci)?l(?:it(?:er|re))?"
_CUBIC = r"c?u?mm(?:\^?3|³)?|cmm|cumm|cu\.?\s?mm"
_ABOVE = (
    r"[kmµμ]?i?u|ui|ie|me|e|units?|[µμmnpu]?kat|[mµμnpu]?mol(?:\(hb\)|\{hb\})?|micromol|mikromol|[mµμunpfk]?g|mcg|[gtm]pt|"
    r"giga|tera|mega|[gtmklc]|tsd\.?|mio\.?|mill?\.?|thou(?:sand)?|tausend|million|cells?|zellen|lakhs?|lacs?|m?eq|mval|"
    r"m?osmol|mosm|m[lLg]|\[i?u\]|mm|\{cells\}|gms?|mrd"
)
_BELOW = rf"(?:100\s?)?{_LITRE}|{_CUBIC}|m?mol(?:\s?(?:hb|crea|krea)\w*)?|min|h|std|24\s?h|d|k?g|mg|gf|hpf"
_SURFACE = (
    r"\s?(?:/|per|pro|je|\*)?\s?[{(]?1[.,_]?73\s?_?(?:m\s?\^?\*{0,2}2|m²|qm|sq\.?\s?m(?:eters?|etres?)?)?[})]?"
    r"(?:\s?(?:kof|bsa))?"
)
UNIT = re.compile(
    rf"(?:(?:mL\s?/\s?min{_SURFACE})|(?:{_SCALE}\s?/\s?(?:{_LITRE}|{_CUBIC}))|(?:(?:{_ABOVE})\s?/\s?(?:{_BELOW})(?:/(?:{_BELOW}))?)"
    rf"|(?:1?/\s?(?:[µμunp]l|mcl|{_CUBIC}|l))|(?:[mg]\s?/\s?100\s?ml)|(?:(?:g|mg|gm)\s?%)|%|percent|fl|pg|mmhg|sek\.?|sec\.?|seconds)"
    r"(?:\(hb\)|\{hb\})?(?![\w/^])",
    re.IGNORECASE,
)
# '103/µl' and '1000/µl' are units only behind a number; else they are a hundred and three and a thousand.
_BARE_SCALE = re.compile(rf"(?:10\s?[369]|1[.,]?000)\s?/\s?(?:{_LITRE}|{_CUBIC})(?![\w/^])", re.IGNORECASE)
# Units of one letter, read only behind a number: seconds, and thousands per microlitre.
_SECONDS = re.compile(r"s(?![\w.])")
_THOUSANDS = re.compile(r"[kK](?![\w./])")
_TO = r"(?:\s*(?:-|–|—|−|‐|‑|~|\.\.\.?|…)\s*|\s+(?:bis|to|à|a|tot|till)\s+)"
_IN_UNIT = rf"(?:\s?(?:{UNIT.pattern}))?"
_RANGE = re.compile(rf"(?P<low>{NUMBER}){_IN_UNIT}{_TO}(?P<high>{NUMBER})(?![0-9]|[-/][0-9])", re.IGNORECASE)
_FLAGGED = re.compile(rf"(?P<value>{NUMBER})\s+(?P<flag>[-–+]{{1,3}})\s+(?P<low>{NUMBER})\s*[-–]\s*{NUMBER}")
_UPPER = (
    r"<\s*or\s*=|<=?|=<|≤|⩽|\bbis(?: zu)?\b|\bup to\b|\bmax(?:\.|imal|imum)?|\bjusqu['’]?\s?[àa]|\bhasta|"
    r"\bfino a|\btot\b|\b(?:uln|ogn|lsn)\b\s?[:=]?|"
    r"\binf(?:\.|[ée]rieure?|erior(?:e)?)? ?[àa]\b|\bmoins de|\bless than|\bunder|\bbelow|\bunter|"
    r"\bkleiner(?: als)?|\bmenor de"
)
_LOWER = (
    r">\s*or\s*=|>=?|=>|≥|⩾|\babove|\bover\b|\bgreater than|\bmore than|\büber|\bgrößer(?: als)?|\bmin(?:\.|destens)|"
    r"\bsup(?:\.|[ée]rieure?)? ?[àa]\b|\bplus de|\bmayor de|\bab\b"
)
_LIMIT = re.compile(rf"(?:(?P<upper>{_UPPER})|(?P<lower>{_LOWER}))\s*(?P<end>{NUMBER})", re.IGNORECASE)
_TIME = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\s?(?:Uhr|[AaPp][Mm]))?(?![\w:])")
_NUMBER = re.compile(NUMBER)
# Letters that flag a result; only behind it, or alone in their cell.
_LETTERS = (
    r"HH|LL|H|L|HI|LO|A|N|C|High|Low|Abnormal|Normal|Critical|hoch|niedrig|tief|erhöht|erniedrigt|haut|bas|alto|bajo"
)
_SYMBOLS = r"[+*!↑↓▲▼⬆⬇]{1,4}|[-–]{1,3}"
_FLAG_AROUND = re.compile(rf"[(\[]\s*(?:{_LETTERS}|{_SYMBOLS})\s*[)\]]", re.IGNORECASE)
_FLAG_BEHIND = re.compile(rf"(?:{_LETTERS})(?![\w/%])|(?:{_SYMBOLS})(?![0-9<>])")
_FLAG_BEFORE = re.compile(r"[*!↑↓▲▼⬆⬇]{1,3}")
_ARROW = re.compile(r"-+>|=+>|>>|[→➔⇒»]")
# What a place has to begin with before the long patterns are tried on it.
_MAY_BE_MONTH = re.compile(r"[A-Za-zäéûÄÉ]{3,10}[. \-]{1,2}[0-9]{1,2}(?![0-9])")
_MAY_BE_UNIT = re.compile(r"[^\W\d_]{1,10}\.?(?:\([hH]b\)|\{[hH]b\})?\s?[/%]|[^\W\d_]{1,10}|[xX]\s?1|[eE][0-9]")
_LIMIT_STARTS = frozenset("bumjhftlksigopaBUMJHFTLKSIGOPAüÜ")
_LONGEST_FLAG = 12
_WORD = re.compile(r"[^\W\d_](?:[\w#%'’]|[.\-](?=[^\W\d_]))*\.?|#\w*")
_LONGEST_NUMBER = 12


@lru_cache(maxsize=20_000)
def marks_of(text: str, cell: int = 0) -> tuple[Mark, ...]:
    """The marks of one cell or line."""
    found: list[Mark] = []
    place, depth = 0, 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        mark, end = _next(text, place, found)
        if mark.kind is Kind.SIGN and mark.text in "([":
            depth += 1
        elif mark.kind is Kind.SIGN and mark.text in ")]":
            depth = max(0, depth - 1)
        found.append(Mark(mark.kind, mark.text, place, mark.low, mark.high, depth > 0, cell))
        place = end
    return tuple(found)


def _next(text: str, place: int, before: list[Mark]) -> tuple[Mark, int]:
    last = before[-1].kind if before else None
    sign = text[place]
    digit, letter = "0" <= sign <= "9", sign.isalpha()
    touches = place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_")
    if (digit or (letter and _MAY_BE_MONTH.match(text, place))) and (found := DAY.match(text, place)):
        return Mark(Kind.DAY, found[0]), found.end()
    if digit and (found := _TIME.match(text, place)):
        return Mark(Kind.TIME, found[0]), found.end()
    if digit and last is Kind.NUMBER and (found := _BARE_SCALE.match(text, place)):
        return Mark(Kind.UNIT, found[0].strip()), found.end()
    if (not touches or last is Kind.NUMBER) and (found := _unit(text, place, sign, letter)):
        return Mark(Kind.UNIT, found[0].strip()), found.end()
    if last is Kind.NUMBER and letter and (found := (_THOUSANDS if touches else _SECONDS).match(text, place)):
        return Mark(Kind.UNIT, found[0]), found.end()
    if last in (Kind.NUMBER, Kind.UNIT, Kind.FLAG) and (found := _ARROW.match(text, place)):
        return Mark(Kind.SIGN, found[0]), found.end()
    if (sign in "<>≤≥⩽⩾=" or sign in _LIMIT_STARTS) and (found := _LIMIT.match(text, place)):
        end, upper = found["end"], bool(found["upper"])
        return Mark(Kind.LIMIT, found[0], 0, "" if upper else end, end if upper else ""), found.end()
    if digit or sign in ".,":
        return _numeric(text, place, touches)
    if found := _flag(text, place, last):
        return Mark(Kind.FLAG, found[0]), found.end()
    if found := _WORD.match(text, place):
        return Mark(Kind.WORD, found[0]), found.end()
    return Mark(Kind.SIGN, sign), place + 1


def _unit(text: str, place: int, sign: str, letter: bool) -> re.Match[str] | None:
    """The unit at a place; of the letters only those that units begin with and a slash or percent follows are tried."""
    if letter and not _MAY_BE_UNIT.match(text, place):
        return None
    return UNIT.match(text, place) if letter or sign in "01/%x×*·[{" else None


def _flag(text: str, place: int, last: Kind | None) -> re.Match[str] | None:
    if text[place] in "([" and (found := _FLAG_AROUND.match(text, place)):
        return found
    behind = last in (Kind.NUMBER, Kind.UNIT, Kind.RANGE, Kind.LIMIT, Kind.FLAG, Kind.DAY)
    found = _FLAG_BEHIND.match(text, place) if behind or len(text) <= _LONGEST_FLAG else None
    if found and (behind or not (text[:place] + text[found.end() :]).strip()):
        return found
    return _FLAG_BEFORE.match(text, place)


def _numeric(text: str, place: int, touches: bool) -> tuple[Mark, int]:
    flagged = _FLAGGED.match(text, place)
    if flagged and _below(flagged["value"], flagged["low"]) is ("+" not in flagged["flag"]):
        return Mark(Kind.NUMBER, flagged["value"]), flagged.end("value")
    if (found := _RANGE.match(text, place)) and not touches:
        if _below(found["low"], found["high"]):
            return Mark(Kind.RANGE, found[0], 0, found["low"], found["high"]), found.end()
        if code := re.compile(r"[0-9]+-[0-9]+(?![0-9.,])").match(text, place):
            return Mark(Kind.CODE, code[0]), code.end()
    number = _NUMBER.match(text, place)
    if number is None:
        return Mark(Kind.SIGN, text[place]), place + 1
    end = number.end()
    if touches or _is_no_value(text, place, number):
        rest = re.compile(r"[\w.,/-]*").match(text, end)
        return Mark(Kind.CODE, number[0]), rest.end() if rest else end
    return Mark(Kind.NUMBER, number[0]), end


def _is_no_value(text: str, place: int, number: re.Match[str]) -> bool:
    """Whether what stands around a number makes it something else: a code, a fraction, a multiple, an estimate."""
    end = number.end()
    behind = text[end : end + 1]
    known = UNIT.match(text, end) or _FLAG_BEHIND.match(text, end) or _THOUSANDS.match(text, end)
    signed = place > 0 and text[place - 1] in "-−" and (place == 1 or not text[place - 2].isalnum())
    return bool(
        (not known and (behind.isalpha() or behind in ("_", "/")))
        or signed
        or _MULTIPLE.match(text, end)
        or text[max(0, place - 3) : place].rstrip().endswith(("~", "≈", "±"))
        or re.fullmatch("0[0-9]+", number[0])
        or len(number[0]) > _LONGEST_NUMBER
    )


def _below(low: str, high: str) -> bool:
    """Whether a range's ends stand in order in some reading."""
    return any(one < other for one in _read(low) for other in _read(high))


def _read(text: str) -> tuple[Fraction, ...]:
    return numbers(text) if len(text) <= _LONGEST_NUMBER else ()
