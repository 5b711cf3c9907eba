"""Laboratory values in a sentence: a name, a number, its unit, the laboratory's own upper limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, NUMBERS, ULN_OF
from haic_core.intake.labs.by_size import meant
from haic_core.intake.letter.found import Found, Letter
from haic_core.intake.letter.numbers import LIMIT
from haic_core.intake.letter.parts import MASK
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.quantity import Entered, entered, numbers
from haic_core.intake.units import is_unit_of
from haic_core.words.decimals import plain
from haic_core.words.refusal import Refusal

_NAMES = {
    "bilirubin_mg_dl": r"(?:total[ -]|serum[ -]|s\.\s?|t\.?[ -]?|gesamt-?)?bil(?:i(?:rubin)?)?\b\.?(?: total\b|"
    r",? total\b|\s?\(total\))?",
    "alt_u_l": r"(?:ALT|ALAT|S?GPT|alanine (?:amino)?transaminase|alanine aminotransferase)\b(?:\s?\((?:ALT|"
    r"GPT|ALAT|SGPT)\))?",
    "ast_u_l": r"(?:AST|ASAT|S?GOT|aspartate (?:amino)?transaminase|aspartate aminotransferase)\b(?:\s?\((?:A"
    r"ST|GOT|ASAT|SGOT)\))?",
    "alp_u_l": r"(?:ALP|alk(?:aline|\.)?[ -]?phos(?:phatase|\.)?|(?-i:AP))(?!\w)(?:\s?\((?:ALP|AP)\))?",
    "creatinine_mg_dl": r"(?:serum[ -]|s\.\s?)?(?:creatinine?|kreatinin|creat\b\.?|crea\b\.?|krea\b\.?)(?!\s?(?:cleara"
    r"nce|"
    r"kinase|ratio))",
    "egfr_ml_min": r"e?GFR\b(?:\s?\((?:CKD-EPI|MDRD)[^()]{0,8}\))?",
    "albumin_g_l": r"(?:serum[ -]|s\.\s?)?(?:albumin|alb\b\.?)(?!\s?(?:infusion|ratio|creat))",
    "inr": r"INR\b",
    "platelets_e9_l": r"(?:platelets?(?: count)?|plts?\b\.?|thrombo[cz]yt\w+|thrombos\b)",
    "anc_e9_l": r"(?:neuts?\b|absolute neutrophil count(?: \(ANC\))?|ANC\b|neutro(?:phils?|phile?n?)\b(?: count)?)",
    "leucocytes_e9_l": r"(?:WBC|WCC|TLC|white (?:blood )?cells?(?: count)?|leu[ck]o[cz]yt\w+|leukos\b|leuko\b\.?)",
    "haemoglobin_g_dl": r"(?:ha?emoglobin|hämoglobin|hgb|hb)\b(?!\s?-?A1c)(?:\s?\((?:Hb|Hgb)\))?",
}
_ANY_NAME = "|".join(_NAMES.values())
_NUMBER = r"[0-9]{1,3}(?:[ ’'][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*"
_IS = (
    rf"(?:\s{{0,2}}(?:level|levels|value|count|of|is|are|was|at|now|currently|"
    rf"today|stands at|raised|elevated|normal|low|high|slightly|mildly|"
    rf"increased|decreased|reduced|measured|result|only|again|still|stable|unchanged|"
    rf"up at|down at|rose to|fell to|risen to|fallen to|"
    rf"on|\(?{MASK}{{1,40}}\)?|[:=(↑↓*-]|\[)){{0,6}}\s{{0,2}}"
)
_BEFORE = (
    r"(?:\s?[(\[]?\s?(?:in\s)?(?P<pre>[uµμ]mol/L|mg/dL|g/dL|g/L|mmol/L|I?U/L|"
    r"(?:x\s?)?10\^?9/L|G/L|/nL|K/uL|mL/min/1\.73\s?m2)\s?[)\]]?(?=[\s:=]))?"
)
_VALUE = {
    code: re.compile(
        rf"(?<![\w/-])(?P<name>{name}){_BEFORE}(?P<is>{_IS})(?P<sign>[<>≤≥]=?\s?)?(?P<number>{_NUMBER})(?=(?P<re"
        rf"st>[^\n;]{{0,90}}))",
        re.IGNORECASE,
    )
    for code, name in _NAMES.items()
}
_PAIR = re.compile(
    rf"(?<![\w/-])(?P<one>{_NAMES['ast_u_l']}|{_NAMES['alt_u_l']})\s?/\s?(?P<two>{_NAMES['ast_u_l']}"
    rf"|{_NAMES['alt_u_l']}){_IS}(?P<a>[0-9]+)\s?/\s?(?P<b>[0-9]+)(?![0-9.,/]|\s[0-9])\s?(?P<unit>[UI]{{1,2"
    rf"}}/[lL])?",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"\b(?:d|dir|ind|direct|conjugated|indirect|unconjugated|delta|urin\w*|urine|micro|"
    r"target|ionised|csf|ascit\w*|pleural|nab|fluid|24-?h|spot|dipstick|corrected)[ -]?(?:serum )?"
    r"$",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(rf"(?:{_ANY_NAME}|LDH|GGT|CRP)\s?(?:and|&|/|,|\+|or)\s?$", re.IGNORECASE)
_TIMES = re.compile(
    r"\s?-?(?:[x×*]|times|fold|-?fach)\s?(?:the\s)?(?:ULN|upper limit(?: of normal)?|"
    r"upper normal limit|norm(?:al)?|N)\b",
    re.IGNORECASE,
)
_FLAG = r"(?:\s?(?:\*|↑|↓|\((?:H|L|HH|LL|high|low|elevated|normal)\)|(?:H|L)(?=\s|,|$)))?"
_REFERENCE = re.compile(
    rf"{_FLAG}\s?[,]?\s?(?P<open>[(\[])?\s?(?P<word>(?:lab(?:oratory)?'?s?\s)?(?:ref(?:erence)?\b\."
    rf"?(?:\s(?:range|interval|value)s?)?|normal(?:\s(?:range|values?))?|norm\b\.?|"
    rf"NR\b|N\b|ULN\b|upper (?:normal )?limit(?:\sof normal)?|upper ref(?:erence)?(?: limit)?))?"
    rf"\s?[:=]?\s?(?:(?P<below><=?|≤|up to|below|bis)\s?(?P<upper>{_NUMBER})|"
    rf"(?P<low>{_NUMBER})\s?(?:-|to|bis)\s?(?P<high>{_NUMBER})|(?P<only>{_NUMBER}))\s?(?P<unit>[^\s"
    rf",;)\]]{{1,14}})?\s?(?P<close>[)\]])?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s[0-9]+(?:[.,][0-9]+)?(?!\s?[a-z]{4}|[0-9]|[.,][0-9]|\s?-\s?[0-9])|\s?(?:->|"
    r"=>|→|-|–|/)\s?[0-9]|\s(?:to|or|bis)\s[0-9]",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\s?(?:U/L|IU/L)?\s?(?:\([^()]{0,30}\)\s?)?(?:,|and|then|now|vs\.?|→|->)\s?(?:and|"
    r"then|now)?\s?[0-9]+(?:[.,][0-9]+)?(?!\s?[a-z]{4}|[0-9])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s?\(\s?(?:ref\.?|norm\.?|N)?\s?[:=]?\s?(?:<|[0-9.,]+\s?-)\s?[0-9.,]+\s?\)\s?", re.IGNORECASE)
_BARE_END = re.compile(
    rf"{_FLAG}\s?(?:$|[,.)(\]\[]|\n|(?:on\s)?{MASK}|and\b|with\b|but\b|both\b|"
    rf"(?:{_ANY_NAME}|LDH|GGT|CRP|Na|K|total|alk)\b)",
    re.IGNORECASE,
)
_WITHOUT_UNIT_ASKED = {
    "bilirubin_mg_dl": (2, 1e9),
    "haemoglobin_g_dl": (0, 10),
    "creatinine_mg_dl": (4, 1e9),
    "egfr_ml_min": (0, 1e9),
}
"""Between these a number without a unit may be of either system, or says too little."""


_QUICK = re.compile(
    r"\b(?:quick(?:-?wert)?|thromboplastinzeit|TPZ|prothrombin (?:time|activity))\b(?:\s?\([^()]{1,12}\))?\s?"
    r"(?:[:=]|ist|is|of|bei)?\s?[0-9]{1,3}(?:[.,][0-9])?\s?%",
    re.IGNORECASE,
)


def limits(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """Upper limits of normal that stand beside a value."""
    for one in read:
        for code in ULN_OF:
            for found in _VALUE[code].finditer(one.text):
                yield from _limit(code, one, found)


def laboratory(read: Sequence[Sentence], letter: Letter, known: Mapping[str, Value]) -> Iterator[Found]:
    """Laboratory values. known: the upper limits read beyond doubt."""
    for one in read:
        for found in _PAIR.finditer(one.text):
            yield from _pair(one, found)
        for found in _QUICK.finditer(one.text):
            yield Found(
                "inr", one, *found.span(), as_written=found[0], why="is a Quick value, from which no INR is taken"
            )
        for code, pattern in _VALUE.items():
            for found in pattern.finditer(one.text):
                if value := _value(code, one, found, known):
                    yield value


def _split(code: str, rest: str) -> tuple[str, str]:
    """The unit that what follows a number begins with, and what follows the unit."""
    for length in range(min(len(rest), 24), 0, -1):
        ends = length == len(rest) or not (rest[length].isalnum() or rest[length] in "/^")
        if ends and rest[:length].strip() and is_unit_of(code, rest[:length]) and rest[length - 1] not in " .(":
            return rest[:length].strip(), rest[length:]
    return "", rest


def _value(code: str, one: Sentence, found: re.Match[str], known: Mapping[str, Value]) -> Found | None:
    before = one.text[: found.start()]
    end = found.end("number")
    if _NOT_THIS.search(before) or before.endswith("/"):
        return None
    unit, after = _split(code, found["rest"])
    behind = _BRACKETED.match(found["rest"]) if not unit else None
    if behind and (late := _split(code, found["rest"][behind.end() :])[0]):
        unit, after = late, found["rest"]
    if not unit and found["pre"] and is_unit_of(code, found["pre"]):
        unit, after = found["pre"], found["rest"]
    times = _TIMES.match(found["rest"])
    length = len(found["rest"]) - len(after) if unit else times.end() if times else 0
    written = " ".join(f"{found['number']}{found['rest'][:length] or f' {unit}'.rstrip()}".split())
    place = (code, one, found.start(), end + length)
    if _TWO_NAMES.search(before):
        return Found(*place, as_written=written, why="stands behind two names")
    if found["sign"] or LIMIT.search(one.text[: found.start("number")]):
        return Found(*place, as_written=written, why="gives a limit, not a value")
    if _MORE.match(after) or _ANOTHER.match(after) or (unit == "" and not times and _MORE.match(found["rest"])):
        return Found(*place, as_written=written, why="gives two values")
    if not unit and not times and not _BARE_END.match(found["rest"]):
        told = found["rest"].split()
        label = f"is in a unit that is not known, or no value of “{FACTS[code].label}”"
        return Found(*place, as_written=written, why=label) if told else None
    try:
        text = f"{found['number']} x ULN" if times else f"{found['number']} {unit}".strip()
        read = entered(code, text, known)
    except Refusal as refusal:
        likely = () if unit or times else _by_size(code, found["number"])
        why = f"{FACTS[code].label}: “{written}” stands without a unit: in which is it?"
        return Found(*place, likely, written, why if likely else str(refusal))
    return _asked(place, read, written, bool(unit or times))


def _by_size(code: str, number: str) -> tuple[Value, ...]:
    """What a number without a unit may be by its size."""
    fact = NUMBERS[code]
    each = [one.value for one in meant(code, numbers(number), (), bool(re.search("[.,]", number)))]
    return tuple(dict.fromkeys(fact.typed(value) for value in each if fact.within(value)))


def _asked(place: tuple[str, Sentence, int, int], read: Entered, written: str, has_unit: bool) -> Found:
    code = place[0]
    low, high = _WITHOUT_UNIT_ASKED.get(code, (0, -1))
    doubt = read.doubt
    if not doubt and not has_unit and low <= read.value <= high:
        doubt = f"{FACTS[code].label}: “{written}” stands without a unit; is it in {_own(code)}?"
    if not doubt and re.search(r"mmol|kat", written, re.IGNORECASE):
        doubt = f"{FACTS[code].label}: “{written}” is {plain(round(read.value, 2))} {_own(code)}; is that right?"
    answers = (read.value,) if read.meant is None else tuple(sorted({read.value, read.meant}))
    return Found(*place, answers, written, doubt or (FACTS[code].label + ": which?" if len(answers) > 1 else ""))


def _own(code: str) -> str:
    return getattr(FACTS[code], "unit", "") or "no unit"


def _pair(one: Sentence, found: re.Match[str]) -> Iterator[Found]:
    for name, number in (("one", "a"), ("two", "b")):
        code = "ast_u_l" if re.match(_NAMES["ast_u_l"], found[name], re.IGNORECASE) else "alt_u_l"
        written = f"{found[number]} {found['unit'] or ''}".strip()
        read = entered(code, f"{found[number]} U/L", {})
        yield Found(code, one, *found.span(), (read.value,), written, read.doubt)


def _limit(code: str, one: Sentence, found: re.Match[str]) -> Iterator[Found]:
    unit, after = _split(code, found["rest"])
    if times := _TIMES.match(after):
        after = after[times.end() :]
    told = _REFERENCE.match(after)
    if not told or found["sign"] or _NOT_THIS.search(one.text[: found.start()]):
        return
    upper = told["upper"] or told["high"] or told["only"]
    word = (told["word"] or "").casefold()
    named = word.startswith(("uln", "upper"))
    bracketed = told["open"] and told["close"]
    if (told["only"] and not named) or not (word or bracketed):
        return
    if re.match(r"\s?(?:[x×*]|times|fold|%|weeks?|days?|on)\b", told["unit"] or ""):
        return
    own, _ = _split(code, told["unit"] or "")
    if not own and not unit:
        own, _ = _split(code, after[told.end() :])
    if told["unit"] and not own:
        return
    start = found.start("rest") + len(found["rest"]) - len(after)
    place = (ULN_OF[code], one, found.start(), start + told.end())
    written = " ".join(f"{upper} {own or unit}".split())
    try:
        read = entered(ULN_OF[code], written, {})
    except Refusal as refusal:
        yield Found(*place, as_written=written, why=str(refusal))
        return
    own_range = f"{FACTS[ULN_OF[code]].label}: “{' '.join(told[0].split())}”: is this the laboratory's own range?"
    sure = word or (unit and (told["below"] or float(told["low"].replace(",", ".")) < float(upper.replace(",", "."))))
    yield Found(*place, (read.value,), written, read.doubt or ("" if sure else own_range))
