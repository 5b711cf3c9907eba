"""A letter's text tidied and cut: into lines that belong together, headings and sentences. Where it is open whether two
lines are one sentence they are joined, so that a 'no' above a line end is never lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from haic_core.words.refusal import Refusal

LONGEST_LETTER = 100_000
MASK = "¤"
"""Stands in a sentence's text for every sign of a day, so that no grammar takes a part of a date for a value."""

# A line end inside a sentence is a blank, but between two numbers it still parts them.
LINE_END = re.compile(r"(?<![0-9])\n|\n(?![0-9])")
PERSONAL = re.compile(
    r"^\W*(?:yours\b|(?:dear|re|cc|to|from|sincerely|kind regards|best wishes|regards|"
    r"tel|telephone|phone|fax|mobile|e-?mail|patient|pat|pt|"
    r"patient name|name|surname|forename|address|nhs|mrn|hospital (?:no|number)|"
    r"record|insurance|dob|d\.o\.b|date of birth|born|geb|"
    r"ward|consultant|gp|copy|copies|signed|dictated|typed|street|sehr geehrte\w*|"
    r"liebe\w*|mit freundlichen)\b(?=[.:,]|\s(?-i:[A-Z])|$))",
    re.IGNORECASE,
)
"""A line of names, addresses and numbers begins so."""
_LONG_WORD = re.compile(r"\S{100,}")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000|]+")
_CUT_WORD = re.compile(r"([a-zäöü])-\n[ ]?([a-zäöü]\S*)[ ]?")
_CUT_CODE = re.compile(r"([A-Z0-9])-\n[ ]?([a-z]\S*)[ ]?")
_PROSE = re.compile(r"[.]\s[A-Z][a-z]+\s[a-z]|[.]\s[A-Z][a-z]+$")
_BULLET = re.compile(r"(?:[-*•·◦▪‣]|\(?[0-9]{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_MARKS = re.compile(r"^[#*_=\s]+|[*_#]+(?=\s|:|$)")
_ABBREVIATIONS = (
    "pat|ca|approx|dr|prof|e\\.g|i\\.e|resp|max|min|incl|no|nr|seg|vs|dept|st|fig|tsd|tot|bili|creat|krea|alk|phos|alb|"
    "plt|leu[ck]o|thrombo|ref|norm|st\\.p|z\\.n|v\\.a|z\\.b|bzw|mr|mrs|ms|"
    "al|cf|ext|int|lat|liv|met|mets|histol|path|perf|"
    "prev|est|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|appr|diam|"
    "susp|poss|prob|neg|pos|hep|tel|wk|wks|yrs?|"
    "mo|d|p\\.o|i\\.v|o\\.d|u\\.l|dg|dx|tx|hx|rx|inc"
)
_END = re.compile(
    rf"(?<!\b[A-Za-z]\.)(?<![.])(?P<word>\b(?:{_ABBREVIATIONS})\.)(?=\s)|[.!?]+[)\"'”]?(?=\s|$)|;", re.IGNORECASE
)
_KNOWN_HEADING = re.compile(
    r"^(?:PE|O/E|ROS|HPI|IMP|A/P|AZ|EKG|ECG|clin|labs?|blood\w*|laborator\w+|"
    r"imaging|ct|mri|mr|pet\S*|staging|restaging|"
    r"diagnos\w+|current|present\w*|treatments?|"
    r"therap\w+|performance|examination|clinical|status|findings?|liver\b.*|"
    r"histolog\w*|patholog\w*|receptors?|medications?|assessment|"
    r"summary|onc\w+|physical|investigations?|results?|ultrasound|question|"
    r"plans?|proposal|family|past|social|allerg\w*|"
    r"history|background|differential|options?|problem\w*|conclusion|impression|"
    r"procedures?|course|referral|reason|eligib\w*|"
    r"trial|normal|reference|previous|prior|systemic|metastas\w+|angiograph\w*|"
    r"cardiac|labor\w*|befund\w*|anamnese|beurteilung|"
    r"therapie\w*|procedere|biochem\w*|haematolog\w*|hematolog\w*|general|condition|"
    r"comorbid\w*|extrahepatic\b.*|other)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:past|family|medical|surgical|social|onc\w+|cancer|tumou?r|disease|"
    r"treatment|drug|current|previous|prior|clinical|physical|"
    r"laboratory|lab|blood|imaging|radiolog\w*|staging|liver|systemic|present\w*|"
    r"for|and|of|reason|next|the)\s){0,4}(?:history|labs?|laborator\w+|"
    r"bloods?|imaging|staging|restaging|diagnos[ie]s|therap\w+|treatments?|"
    r"examination|findings|results|values|plan|proposal|medications?|"
    r"allergies|assessment|summary|question|background|status|investigations|"
    r"conclusion|impression|comorbidities|pathology|histology|"
    r"receptors|options|procedures?|course|family|referral|steps|criteria|complaint|illness)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^[A-Za-z][\w ()/.-]{0,40}?\s*[:=]\s*\S|^[A-Za-z][\w()/.-]{0,20}(?:\s[A-Za-z()]{1,12})?\s+[<>"
    r"]?[0-9]"
)
_VALUE_END = re.compile(
    r"(?:[0-9%)\]+]|/[A-Za-z]{1,3}|\b(?:positive|negative|pos|neg|normal|yes|none|years?|cm|mm))[*↑↓]?$", re.IGNORECASE
)
_BEGINS = re.compile(
    r"(?:No|Nil|The|She|Her|There|These|This|That|In|On|At|We|It|They|He|His|"
    r"Our|My|Patient|After|Since|Both|An?|All|For|From|With|"
    r"Without|Not|Please|Thank|Mother|Family|Currently|Previous|Last)\b"
)
_OPEN_END = re.compile(
    r"(?:[,(/&+-]|\b(?:of|the|with|without|in|and|or|a|an|to|no|not|her|his|"
    r"was|is|were|are|had|has|for|on|at|by|from|if|than|"
    r"largest|measuring|since|until|till|when|whether|unless|after|before|then|"
    r"should|would|could|may|might|will|suspected|possible|"
    r"denies|denied|never|mother|sister|brother|father|husband|daughter|son|"
    r"aunt|history|planned|plan|patients|\w+['’]s|approximately|about|segment|"
    r"segments|both|right|left|"
    r"any|shows?|showed|evidence|who|which|that|as|but))$",
    re.IGNORECASE,
)


def no_book(text: str) -> str:
    """The text, if it is no longer than a letter; raises Refusal."""
    if len(text) > LONGEST_LETTER:
        told = f"The letter holds {len(text):,} characters, but at most {LONGEST_LETTER:,} are read."
        raise Refusal(told, found=f"{len(text):,} characters", allowed=f"at most {LONGEST_LETTER:,} characters")
    return text


def tidy(text: str) -> str:
    """The text with one kind of blank, dash and line end, and without what cannot be seen. Raises Refusal where nothing
    is left."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = re.sub(r"(?m)^[ \t]*\|", "• ", plain).replace("|", ", ")
    plain = re.sub(r"(?<=10)⁹", "^9", plain).replace(MASK, " ")
    plain = unicodedata.normalize("NFKC", _BLANKS.sub(" ", plain))[: 2 * LONGEST_LETTER]
    plain = _BLANKS.sub(" ", _CONTROL.sub(" ", _DASHES.sub("-", plain)))
    plain = _CUT_CODE.sub(r"\1-\2\n", _CUT_WORD.sub(r"\1\2\n", plain.replace(" \n", "\n")))
    plain = _LONG_WORD.sub("…", plain)
    if not plain.strip():
        raise Refusal("There is no text to read.", allowed="the text of a letter")
    return plain


def spans(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Start and end of every sentence, how many of its signs are a heading it begins with, and whether it begins lines
    that belong together."""
    for start, end in _blocks(text):
        headed, first = _heading_end(text[start:end]), True
        for a, b in _cut(text, start, end):
            yield a, b, headed, first
            headed, first = 0, False


def _heading_end(block: str) -> int:
    """Where a heading ends that a block begins with; 0 where it begins with none."""
    line = block.split("\n", 1)[0]
    bare = _MARKS.sub("", line).strip()
    colon = line.find(":", 0, 60)
    known = _KNOWN_HEADING.match(bare)
    if colon > 0 and (known or colon == len(line.rstrip()) - 1) and not re.search(r"[,;]|[.]\s", line[:colon]):
        return colon + 1
    short = len(bare) <= 50 and not re.search(r"[0-9.,;]", bare)
    if (
        bare
        and short
        and "\n" not in block.strip("\n")
        and (_TITLE.fullmatch(bare) or (bare.isupper() and MASK not in bare))
    ):
        return len(line)
    return 0


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what may be one sentence or several, never a part of one: lines that belong together."""
    start, place, previous, personal = 0, 0, "", False
    for line, widest in _with_width(text.split("\n")):
        bare = _MARKS.sub("", line).strip()
        if previous and not _joined(previous, bare, widest, personal):
            yield start, min(place, len(text))
            previous = ""
        personal = not previous and bool(PERSONAL.match(bare)) and not _PROSE.search(bare)
        if not previous:
            bullet = _BULLET.match(line.lstrip())
            lead = len(line) - len(line.lstrip()) + (bullet.end() if bullet else 0)
            start = place + lead
        previous = bare
        place += len(line) + 1
    if previous:
        yield start, min(place, len(text))


def _with_width(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Every line with the width of the widest in its paragraph."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        paragraph.append(line)
        if not line.strip():
            widest = max(len(one) for one in paragraph)
            yield from ((one, widest) for one in paragraph)
            paragraph = []


def _joined(line: str, following: str, widest: int, personal: bool) -> bool:
    """Whether the next line goes on with this one's sentence. personal: whether this one is of names and addresses."""
    if not following or _BULLET.match(following):
        return False
    if line.endswith(":") and (re.search(r"[,;]|[.]\s", line) or len(line.split()) > 8):
        return True
    if line.endswith((".", ":", ";", "!", "?")) and not re.search(rf"(?i)\b(?:{_ABBREVIATIONS})\.$", line):
        return False
    if following[0].islower() or following[0] in "(<>≤≥%/=±+" or _OPEN_END.search(line):
        return True
    if personal:
        return False
    if following[0].isdigit() or following[0] == MASK:
        return not re.match(rf"{MASK}+\s?(?::|\W*$)", following)
    if _KNOWN_HEADING.match(following) and ":" in following[:60]:
        return False
    if _BEGINS.match(following) or (_LISTED.search(following) and _LISTED.search(line) and _VALUE_END.search(line)):
        return False
    return len(line) + 1 + len(following.split(" ", 1)[0]) > 0.8 * widest


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for found in _END.finditer(text, start, end):
        if found["word"] or (re.match(r"\s+[a-zäöü]", text[found.end() : found.end() + 3]) and found[0] == "."):
            continue
        yield first, found.end()
        first = found.end()
    if first < end:
        yield first, end
