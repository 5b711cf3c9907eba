"""Age, ECOG, Karnofsky, ASA, life expectancy and ejection fraction in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.case.facts import NUMBERS
from haic_core.intake.letter.found import Found, Letter, asked
from haic_core.intake.letter.numbers import COUNT, LIMIT, NUMBER, TO, between, whole
from haic_core.intake.letter.parts import MASK
from haic_core.intake.letter.sentences import Sentence

_IS = (
    rf"(?:\s{{0,2}}(?:performance status|performance score|performance|perf\.? ?status|"
    rf"ps|status|score|scale|grade|index|zubrod|"
    rf"of|is|was|at|now|currently|today|remains|equals|estimated|good|excellent|"
    rf"who|ecog|kps|on|stable|unchanged|fraction|ca\.|about|"
    rf"approximately|class|{MASK}{{1,40}}|[:=,()/\[\]~-])){{0,6}}\s{{0,2}}"
)
_NO_MORE = (
    r"(?![\w%+]|[.,][0-9]|\s?\([^()]{0,25}\)\s?,?\s?(?:now\s)?[0-9]|\s{0,2}(?:-|"
    r"/|->|=>|→|to\b|or\b)\s{0,2}[0-9])"
)
_SMALL = r"(?:[0-4]|zero|one|two|three|four)"
_ECOG = re.compile(
    rf"\b(?:ecog|who[ -](?:ps|performance)|performance (?:status|score)|who/ecog|"
    rf"zubrod|ps(?=\s?[:=]?\s?[0-4])|who(?=\s?[:=]?\s?[0-4]\b))"
    rf"\b{_IS}(?P<a>{_SMALL})(?:{TO}(?P<b>{_SMALL}))?{_NO_MORE}",
    re.IGNORECASE,
)
_OTHER_WHO = re.compile(
    r"grade|grading|classification|ladder|step|analges|edition|karnofsky|kps|"
    r"asa\b|child",
    re.IGNORECASE,
)
_KARNOFSKY_BEFORE = re.compile(r"\b(?:karnofsky|kps|lansky|palliative)\W{0,3}$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s?-?(?:weeks?|wks?|days?|months?|years?|yrs?|hours?|cycles?|lines?|times|"
    r"x|liver|hepatic|lesions?|metasta\w*|of\s[0-9]|kg|mg)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"[^.]{0,25}[,/(;]\s?(?:and\s|but\s)?[0-4]\s(?:on|in|at|when|now|after|"
    r"since|by|with)\b|\s?\([a-z -]{2,25}\)\s?[,;]\s?[0-4]\s?\(|\s?\([a-z -]{0,25}\s[0-4]\)",
    re.IGNORECASE,
)
_KARNOFSKY = re.compile(
    rf"\b(?:karnofsky|kps|kpi)\b(?!'s)(?:\s?(?:index|kps|kpi))?{_IS}(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}"
    rf"(?P<b>[0-9]{{1,3}}))?(?![.,]?[0-9]|\w|\s?(?:-|/|->|→)\s?[0-9])",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?:\b(?P<a>[0-9]{2,3})[ -]?(?:year|yr|jahre?)s?[ -]?old(?! (?:son|daughter|child|boy|girl))"
    r"|\b(?P<b>[0-9]{2,3})[ -]?(?:y/?o\b|y\.o\.?(?!\w))|(?:^|:\s)\W{0,3}(?P<f>[0-9]{2})\s?(?-i:F)(?=[,.:;]"
    r"|\s[a-zA-Z])|\b(?P<c>[0-9]{2,3})[ -]?jährige?\w?"
    r"|(?<!cancer )(?<!carcinoma )\bage[d]?\s?[:=-]?\s?(?P<d>[0-9]{2,3})(?:\s?(?:years|"
    r"yrs|y))?\b(?!\s?(?:-|to|or)\s?[0-9])"
    r"|\b(?:she|patient|lady|woman)\s(?:is|is now)\s(?P<g>[2-9][0-9])(?=[,.;]|\s(?:and|with|years)\b|$)"
    r"|\b(?P<h>[0-9]{2})\s?(?:yrs?|years?|y)\b\.?\s?[/,(]?\s?(?:F\b|female)|"
    r"(?:^\W{0,3}|\s)(?-i:F)[, ]{1,2}(?P<i>[0-9]{2})\s?(?:y(?:rs?)?\b|(?=[.,]))"
    r"|[(,]\s?(?P<j>[0-9]{2})\s?J\.?\)|\s(?P<k>[0-9]{2})\s?(?:y\.|yrs)(?=,|\s?$)"
    r"|\b(?P<e>[0-9]{2,3})[ -]?years? of age)",
    re.IGNORECASE,
)
_OTHER_AGE = re.compile(
    r"\b(?:age|aged?) (?:at|when)\b|at (?:the )?(?:age|time|diagnosis|onset|"
    r"menopause|presentation)|at age|when (?:she was )?|menopaus\w* (?:at|since)|"
    r"menarche|diagnosed (?:at|aged|when)|(?:her|the) (?:child|boy|girl)|died|"
    r"primary at|cancer at|years? ago|then\b|(?:cancer|carcinoma|tumou?r|metast\w+|"
    r"relapse|recurrence|surgery|mastectomy),? aged|(?:in|since) the age",
    re.IGNORECASE,
)
_ASA_CLASS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_ASA = re.compile(
    rf"\bASA\b(?:\s?(?:physical status|grade|class|score|status|risk|PS|[:=]|"
    rf"is|of)){{0,3}}\s?(?P<a>iii|ii|iv|i|[1-5])(?:{TO}(?P<b>iii|ii|iv|i|[1-5]))?{_NO_MORE}(?!\s?mg"
    rf")",
    re.IGNORECASE,
)
_RISK = re.compile(
    r"\b(?P<a>low|high)\s(?:surgical|operative|surg\.?)\srisk\b|\b(?:surgical|"
    r"operative|surg\.?|op)\srisk\s?(?:is|:|=)?\s?(?P<b>low|high)\b",
    re.IGNORECASE,
)
_EXPECTANCY = re.compile(
    rf"\b(?:life exp(?:ectancy|\.)|estimated survival)\b(?:\s?(?:is|of|at|:|=|estimated|"
    rf"judged|about|approx\.?|approximately|ca\.)){{0,4}}\s?(?P<a>{COUNT})(?:{TO}(?P<b>{COUNT}))?\s"
    rf"?(?P<unit>months?|mo\b|years?)",
    re.IGNORECASE,
)
_EJECTION = re.compile(
    rf"\b(?:LV[ -]?EF|EF|(?:left ventricular )?ejection fraction)\b(?:\s?\(?LVEF\)?)?{_IS}(?P<a>{NUMBER}"
    rf")\s?%?(?:{TO}(?P<b>{NUMBER}))?\s?%",
    re.IGNORECASE,
)


def performance(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """The facts of the woman herself."""
    for one in read:
        yield from _age(one, letter)
        yield from _scale("ecog", _ECOG, one)
        yield from _scale("karnofsky", _KARNOFSKY, one)
        yield from _asa(one)
        yield from _expectancy(one)
        for found in _RISK.finditer(one.text):
            yield Found("surgical_risk", one, *found.span(), ((found["a"] or found["b"]).casefold(),), found[0])
        for found in _EJECTION.finditer(one.text):
            yield from ends("lvef_percent", one, found)


def ends(fact: str, one: Sentence, found: re.Match[str], per: int = 1) -> Iterator[Found]:
    """A whole number, or a range that is asked back; a number out of the fact's range is passed over."""
    allowed = NUMBERS[fact]
    written = " ".join(found[0][found.start("a") - found.start() :].split())
    told = [part for part in (found["a"], found["b"]) if part]
    if not all(part.isdigit() or part.isalpha() for part in told):
        yield Found(fact, one, *found.span(), as_written=written, why="is no whole number")
        return
    values = [whole(part) * per for part in told]
    if not all(allowed.within(value) for value in values):
        yield Found(fact, one, *found.span(), as_written=written, why=f"is not {allowed.allowed}")
    elif LIMIT.search(one.text[: found.start("a")]):
        yield Found(fact, one, *found.span(), as_written=written, why="gives a limit, not a value")
    elif len(set(values)) > 1:
        answers = tuple(sorted(values)) if per > 1 or fact in TENS else between(*values)
        yield Found(fact, one, *found.span(), answers, written, asked(fact, written))
    else:
        yield Found(fact, one, *found.span(), (values[0],), written)


TENS = ("karnofsky", "lvef_percent", "liver_involvement_percent", "future_liver_remnant_percent")
"""Percentages, of which a range asks for its ends alone."""


def _age(one: Sentence, letter: Letter) -> Iterator[Found]:
    for found in _AGE.finditer(one.text):
        value = int(next(part for part in found.groups() if part))
        around = one.text[max(0, found.start() - 25) : found.end() + 30]
        if not NUMBERS["age_years"].within(value):
            continue
        if _OTHER_AGE.search(around) or LIMIT.search(one.text[: found.start()]):
            yield Found("age_years", one, *found.span(), as_written=found[0], why="may be her age at another time")
        else:
            yield Found("age_years", one, *found.span(), (value,), found[0], on=letter.written)


def _scale(fact: str, pattern: re.Pattern[str], one: Sentence) -> Iterator[Found]:
    for found in pattern.finditer(one.text):
        after = re.split(r"[,.;)]", one.text[found.end() : found.end() + 14])[0]
        who = found[0].casefold().startswith("who") and "p" not in found[0].casefold()
        if fact == "ecog" and _OTHER_WHO.search(found[0] + (after if who else "")):
            continue
        if fact == "ecog" and who and re.match(r"\s?\w", after) and not re.match(r"\s?(?:and|with|at|on)\b", after):
            continue
        if fact == "ecog" and (
            _KARNOFSKY_BEFORE.search(one.text[: found.start()]) or _COUNTED.match(one.text[found.end() :])
        ):
            continue
        if fact == "ecog" and _OTHERWISE.match(one.text[found.end() :] + one.after):
            yield Found(fact, one, *found.span(), as_written=found[0], why="names two grades")
            continue
        if fact == "karnofsky" and int(found["a"]) % 10:
            yield Found(fact, one, *found.span(), as_written=found[0], why="is no step of ten")
            continue
        yield from ends(fact, one, found)


def _asa(one: Sentence) -> Iterator[Found]:
    for found in _ASA.finditer(one.text):
        values = tuple(dict.fromkeys(_ASA_CLASS[part.casefold()] for part in (found["a"], found["b"]) if part))
        why = asked("asa_grade", found[0]) if len(values) > 1 else ""
        yield Found("asa_grade", one, *found.span(), values, found[0], why)


def _expectancy(one: Sentence) -> Iterator[Found]:
    for found in _EXPECTANCY.finditer(one.text):
        yield from ends("life_expectancy_months", one, found, 12 if found["unit"].casefold().startswith("y") else 1)
