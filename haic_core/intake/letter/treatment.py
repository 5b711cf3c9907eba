"""What was given before, and the time since the last dose; what one agent leaves open of the others is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from haic_core.intake.letter.found import Found, Letter
from haic_core.intake.letter.lines import lines
from haic_core.intake.letter.numbers import COUNT, LIMIT, TO, whole
from haic_core.intake.letter.sentences import Sentence

CHEMOTHERAPY = (
    r"(?:nab-)?paclitaxel|abraxane|taxol|docetaxel|taxotere|capecitabine|xeloda|"
    r"eribulin|halaven|vinorelbine|navelbine|gemcitabine|"
    r"carboplatin|cisplatin|oxaliplatin|doxorubicin|caelyx|epirubicin|cyclophosphamide|"
    r"5-?FU|fluorouracil|methotrexate|mitomycin|"
    r"etoposide|irinotecan|ixabepilone|utidelone|FEC|FOLFOX|CMF"
)
OTHER_AGENT = (
    r"trastuzumab(?:[ -]deruxtecan|[ -]emtansine)?|pertuzumab|t-?dxd|enhertu|"
    r"t-?dm1|kadcyla|sacituzumab(?: govitecan)?|trodelvy|lapatinib|"
    r"tucatinib|neratinib|bevacizumab|palbociclib|ribociclib|abemaciclib|everolimus|"
    r"alpelisib|capivasertib|fulvestrant|letrozole|anastrozole|"
    r"exemestane|tamoxifen|elacestrant|olaparib|talazoparib|pembrolizumab|atezolizumab|"
    r"herceptin|phesgo|endocrine therapy|antibody|"
    r"immunotherapy|goserelin|leuprorelin"
)
_CHEMO = re.compile(rf"\b(?:{CHEMOTHERAPY}|chemo(?:therapy)?)\b", re.IGNORECASE)
_AGENT = re.compile(rf"\b(?:{OTHER_AGENT})\b", re.IGNORECASE)
_SYSTEMIC = re.compile(
    r"\b(?:systemic|any)\b[\w\s-]{0,20}\b(?:therapy|treatment|chemotherapy|"
    r"dose|cycle)\b|\bof (?:any )?systemic\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:(?:her |the |date of )?(?:last|latest|most recent|final)\s(?:[\w-]+\s){0,3}?(?:dose|"
    r"cycle|infusion|administration|course|application|"
    r"treatment|therapy|chemotherapy|chemo|injection|tablet|given)\b|"
    rf"\b(?:last|latest|most recent|final)\s(?:{CHEMOTHERAPY}|{OTHER_AGENT})\b|"
    rf"\b(?:{CHEMOTHERAPY}|{OTHER_AGENT})\s\(?(?:until|till)|\blast(?: on| given| given on)?(?=\s¤)|\boff (?:systemic |"
    rf"all )?(?:therapy|treatment|chemotherapy|chemo)\ssince\b|(?:stopped|"
    r"discontinued|ceased|completed|finished|ended)\b)",
    re.IGNORECASE,
)
_GIVEN_BEFORE = re.compile(r"\bsystemic (?:therapy|treatment),? (?:with )?$", re.IGNORECASE)
_AGO = re.compile(
    rf"\b(?P<a>{COUNT})(?:{TO}(?P<b>{COUNT}))?[ -](?P<unit>weeks?|wks?|days?|"
    rf"months?)\s(?:ago|earlier|back|since (?:her |the )?last|after (?:her |"
    rf"the )?last)\b",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:radio\w*|irradiat\w*|RT|surgery|SBRT|antibiotic\w*|steroid\w*|dexamethasone|"
    r"denosumab|zoledron\w*|transfusion|vaccin\w*|TACE|HAIC|intra-?arterial|"
    r"hepatic arterial|G-?CSF|anticoag\w*|apixaban|dialysis)\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:currently|ongoing|continues?|continuing|still|maintenance|remains on|"
    r"is on|now on|since then)\b",
    re.IGNORECASE,
)
_TAXANE = r"(?:(?:nab-)?paclitaxel|docetaxel|taxol|taxotere|abraxane|taxanes?)"
_OXALIPLATIN = r"(?:oxaliplatin|FOLFOX|XELOX|CAPOX)"
_GIVEN = (
    r"\b(?:received|treated with|pre-?treated with|completed|had|cycles of|"
    r"courses of|progress\w+ (?:on|under|after|during)|following|doses? of)\s(?:(?:weekly|"
    r"adjuvant|neoadjuvant|palliative|first-line|second-line|third-line|[0-9]+|"
    r"cycles|courses|of|x|dose-dense|EC|FEC|AC|and|then|followed|by|-|epirubicin|"
    r"cyclophosphamide|\+|/)\s?){0,6}"
)
_LISTED = (
    r"(?:\b(?:adjuvant|neoadjuvant|first[- ]line|second[- ]line|third[- ]line|"
    r"[1-9](?:st|nd|rd|th)[- ]line|lines?:|lines of [\w ]{0,40}:|\([1-9]\)|"
    r"[1-9]\))\s"
    r"(?:[\w/+-]+(?: plus| and)?\s?[(/;+-]?\s?){0,4}?)"
)
_IN_COURSES = r"(?:\s?\)?\s?x\s?[0-9]|[^.;,]{0,25},? last (?:dose|given|cycle))"
_NOT_GIVEN = re.compile(
    r"\b(?:declin\w+|refus\w+|offer\w+|mention\w+|discuss\w+|option\w*|allerg\w+|"
    r"intoleran\w+|instead|vs\.?|next|future|deferred|withheld|contraindicat\w+)\b",
    re.IGNORECASE,
)
_BEEN_GIVEN = (
    (
        "prior_taxane",
        re.compile(
            rf"{_GIVEN}{_TAXANE}\b|{_LISTED}{_TAXANE}\b|{_TAXANE}\b{_IN_COURSES}|\bprior taxanes?\s?:\s?yes",
            re.IGNORECASE,
        ),
    ),
    (
        "prior_oxaliplatin",
        re.compile(
            rf"{_GIVEN}{_OXALIPLATIN}\b|{_LISTED}{_OXALIPLATIN}\b|{_OXALIPLATIN}\)?{_IN_COURSES}", re.IGNORECASE
        ),
    ),
    (
        "progressed_on_capecitabine",
        re.compile(
            rf"\b(?:capecitabine?|xeloda)\b(?:(?!{CHEMOTHERAPY}|{OTHER_AGENT})[^.;]){{0,60}}?\b(?:stopped|"
            rf"stop|d/c'd|discontinued)\b"
            rf"(?:(?!{CHEMOTHERAPY}|{OTHER_AGENT})[^.;]){{0,30}}?(?:for|because of|due to|"
            rf":)\s(?:progress|PD\b|progr\.)|"
            rf"\b(?:capecitabine?|xeloda),? (?:on|under|through) which the liver (?:has )?(?:progressed|"
            rf"grew)|\b(?:capecitabine?|xeloda) \(PD\b|"
            r"\bprogress(?:ed|ion|ive disease|ing)\s(?:\w+\s){0,3}?(?:on|under|during|"
            r"despite)\s(?:her\s|first-line\s|second-line\s|third-line\s|[a-z]+-line\s)?(?:capecitabine|"
            r"xeloda)\b",
            re.IGNORECASE,
        ),
    ),
)
_CURRENT = re.compile(
    r"\bon (?:capecitabine|xeloda) since\b|\b(?:currently|still|presently|now)\s(?:\w+\s)?(?:on|receiving|receives|"
    r"taking|takes|under)\s(?:\w+[- ]line\s)?(?:capecitabine|xeloda)\b|\b(?:ongoing|"
    r"current)\s(?:\w+[- ]line\s)?capecitabine\b",
    re.IGNORECASE,
)
_TWO_MONTHS, _SIX_WEEKS = (56, 62), (42, 42)


def treatment(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """Earlier treatment."""
    agents = {found[0].casefold() for one in read for found in (*_CHEMO.finditer(one.text), *_AGENT.finditer(one.text))}
    others = len(agents - {"chemotherapy", "chemo"}) > 1 or any(_ONGOING.search(one.text) for one in read)
    yield from lines(read)
    for one in read:
        yield from _last_dose(one, letter, others)
        for found in _CURRENT.finditer(one.text):
            if not one.past:
                yield Found("capecitabine_within_2_months", one, *found.span(), (True,), " ".join(found[0].split()))
        for fact, pattern in _BEEN_GIVEN:
            for found in pattern.finditer(one.text):
                if not _NOT_GIVEN.search(one.text):
                    yield Found(fact, one, *found.span(), (True,), " ".join(found[0].split()))


def _last_dose(one: Sentence, letter: Letter, others: bool) -> Iterator[Found]:
    """The time since a last dose, from a day or from weeks; which clock it is, is asked where it is open."""
    last = _LAST.search(one.text)
    if not last or (len(_LAST.findall(one.text)) > 1 and len(one.days) > 1):
        return
    stopped = not last[0].casefold().startswith(("her", "the", "last", "latest", "most", "final", "date")) or last[
        0
    ].endswith("given")
    about = one.text[max(0, last.start() - 40 * stopped) : last.end() + 90]
    if not re.search(rf"{CHEMOTHERAPY}|{OTHER_AGENT}|chemo|systemic", about, re.IGNORECASE):
        about = one.text[max(0, last.start() - 40) : last.end() + 90]
    kinds = [bool(pattern.search(about)) for pattern in (_SYSTEMIC, _CHEMO, _AGENT)]
    if not any(kinds) and _GIVEN_BEFORE.search(one.text[: last.start()]):
        kinds[0] = True
    if _LOCAL.search(about) or not (any(kinds) or re.search(r"\b(?:dose|cycle|infusion)\b", last[0], re.IGNORECASE)):
        return
    when = _when(one, last, letter)
    if when is None:
        return
    end, passed, written = when
    place = (one, last.start(), max(end, last.end()))
    weeks = tuple(sorted({days // 7 for days in passed if 0 <= days <= 3640}))
    if not weeks:
        yield Found("weeks_since_systemic", *place, as_written=written, why="is no day that can be counted from")
        return
    until = last[0].casefold().endswith(("until", "till"))
    yield from _clocks(place, weeks, written, kinds, others or until, letter)
    if len(passed) == 1:
        yield from _still_in_effect(place, about, passed[0], written, letter)


def _clocks(
    place: tuple[Sentence, int, int],
    weeks: tuple[int, ...],
    written: str,
    kinds: list[bool],
    others: bool,
    letter: Letter,
) -> Iterator[Found]:
    systemic, chemotherapy, _ = kinds
    which = f"“{written}”: {' or '.join(map(str, weeks))}?" if len(weeks) > 1 else ""
    if systemic:
        why = f"Weeks since last systemic therapy: {which}" if which else ""
        yield Found("weeks_since_systemic", *place, weeks, written, why, letter.on)
        return
    why = f"Weeks since last systemic therapy: “{written}”: was any other systemic therapy given since?"
    yield Found("weeks_since_systemic", *place, weeks, written, why, letter.on)
    if chemotherapy:
        named = not re.search(r"\bchemo(?:therapy)?\b", place[0].text[place[1] : place[2]], re.IGNORECASE)
        doubt = f"Weeks since last chemotherapy: “{written}”: was that the last of all?" if others and named else ""
        why = f"Weeks since last chemotherapy: {which}" if which else doubt
        yield Found("weeks_since_chemotherapy", *place, weeks, written, why, letter.on)


def _still_in_effect(
    place: tuple[Sentence, int, int], about: str, days: int, written: str, letter: Letter
) -> Iterator[Found]:
    for fact, drug, (within, beyond) in (
        ("capecitabine_within_2_months", r"capecitabine|xeloda", _TWO_MONTHS),
        ("antiangiogenic_drug", r"bevacizumab|avastin", _SIX_WEEKS),
    ):
        if re.search(rf"\b(?:{drug})\b", about, re.IGNORECASE) and not within < days <= beyond:
            yield Found(fact, *place, (days <= within,), written, on=letter.on)


def _when(one: Sentence, last: re.Match[str], letter: Letter) -> tuple[int, tuple[int, ...], str] | None:
    """Where the time stands, the days since then in every reading, and how it is written."""
    ago = _AGO.search(one.text, max(0, last.start() - 30), last.end() + 90)
    days = [day for day in one.days if last.start() - 40 <= day.start <= last.end() + 90 and not day.birth]
    behind = [day for day in days if 0 <= day.start - last.end() <= 25]
    days = behind[:1] if len(days) > 1 and behind else days
    if ago and not days:
        unit = ago["unit"].casefold()
        if unit.startswith("mo") or LIMIT.search(one.text[: ago.start()]):
            return ago.end(), (), " ".join(ago[0].split())
        since = (letter.on - letter.written).days if letter.written else 0
        numbers = [whole(part) for part in (ago["a"], ago["b"]) if part]
        each = tuple(since + number * (7 if unit.startswith("w") else 1) for number in numbers)
        return ago.end(), each, " ".join(ago[0].split())
    if len(days) == 1:
        readings = tuple((letter.on - day).days for day in days[0].readings)
        return days[0].end, readings, _worded(days[0].readings, letter.on)
    return None


def _worded(days: tuple[date, ...], on: date) -> str:
    told = " or ".join(f"{day.day} {day:%B}{'' if (on - day).days < 330 else f' of {day:%Y}'}" for day in days)
    return told or "a month, not a day"
