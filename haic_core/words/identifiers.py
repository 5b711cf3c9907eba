"""Free texts of a board, sentences and labels: short, in one line, and without what looks like an identifier."""

from __future__ import annotations

import re
import unicodedata

from haic_core.words.refusal import Refusal, misfit, shown

# Numbers under which registries list trials; they look like record numbers, but name a study.
_TRIAL_NUMBER = re.compile(
    r"\b(?:NCT|ISRCTN|DRKS|ACTRN|UMIN|jRCTs?|KCT|ChiCTR-?)\d{5,14}\b|\b\d{4}-[0-9]{6}-\d{2}(?:-\d{2})?\b"
)
# Days of a meeting or of a scan: nobody whom this tool is for was born since 2015.
_DAY_OF_CARE = re.compile(
    r"(?<!\d)(?:20(?:1[5-9]|[2-9]\d)([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\s?20(?:1[5-9]|[2-9]\d)"
    r"|20(?:1[5-9]|[2-9]\d)年\d{1,2}月\d{1,2}日?)(?!\d)"
)
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
_CARE_YEAR = r"(?!20(?:1[5-9]|[2-9]\d)\b)"
# A title before a word that begins like a name; in small letters only where nothing else is meant by it.
_TITLED = (
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Frau|Herrn?|Fräulein|Mme|Mlle|Madame|Monsieur|Sra?|Señora?|Signora?|Sig|Mevr?|Mevrouw|"
    r"Dhr|Fru|Pani|Dr|Prof|MRS|FRAU|HERR)\b\.?\s+(?:(?:Dr|Prof|med|van|von|de|der|la|del|di)\b\.?\s+)*[^\W\d_a-zß-ÿ]"
    r"|\b(?:mrs|frau|mme|señora|signora|mevrouw)\b\.?\s+(?!(?:mit|ohne|in|im|von|with|of|and)\b)[^\W\d_]{3}"
    r"|[\u4e00-\u9fff](?:先生|女士|小姐|太太)"
)
_LOOKS_LIKE = {
    "an e-mail address": re.compile(r"\S@\S"),
    "a full date, such as a date of birth": re.compile(
        rf"(?<!\d)\d{{1,4}}\s?[-./年]\s?\d{{1,2}}\s?[-./月]\s?\d{{2,4}}(?!\d)|(?<!\d)\d{{4}}\s?[-./年]\s?\d{{1,2}}\s?[-./月]"
        rf"|\d(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH},?\s+{_CARE_YEAR}\d{{2,4}}"
        rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_CARE_YEAR}\d{{4}}"
        r"|\b(?:born|d\.?o\.?b|date of birth|birth\s?day|geb(?:oren)?|n(?:é|ée)\s+le|nata?\s+il|nacid[ao])\b",
        re.IGNORECASE,
    ),
    "a record or telephone number": re.compile(
        r"\d{5,}|\d(?:[ \-./]?\d){6,}|\b(?:MRN|NHS|SSN|CHI|PID|KVNR|CPR|BSN|NINO)\b(?:\s*(?:no|nr|number))?\W{0,3}\d"
        r"|\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b|\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b|\b[A-Z][12]\d{8}\b"
    ),
    "a person's name": re.compile(_TITLED),
}


def identifying(text: str) -> str:
    """What identifier a text looks like, in words; an empty string where it looks like none."""
    plain = _DAY_OF_CARE.sub(" ", _TRIAL_NUMBER.sub(" ", unicodedata.normalize("NFKC", text)))
    return next((words for words, pattern in _LOOKS_LIKE.items() if pattern.search(plain)), "")


def read_sentence(raw: object, place: str, longest: int, allowed: str = "") -> str:
    """A free sentence from untrusted input, stripped; None is an empty one.

    place names file and field in the refusal, allowed what may stand there in words. Raises Refusal where it is no
    text, longer than ``longest`` characters, in several lines, or looks like an identifier.
    """
    if raw is None:
        return ""
    if not isinstance(raw, str) or len(raw) > longest or not raw.isprintable():
        raise misfit(place, allowed or f"one plain sentence of at most {longest} characters", raw)
    looks = identifying(raw)
    if looks:
        raise Refusal(
            f"{place} must not hold anything that identifies a person, but {shown(raw)} was found, which "
            f"looks like {looks}.",
            place=place,
            found=shown(raw),
            allowed="nothing that identifies a person",
        )
    return raw.strip()
