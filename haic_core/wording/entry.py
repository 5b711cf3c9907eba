"""The entry of an option in one line: which published lists would have let a patient in, and which not and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.judgement.closest import Apart
from haic_core.judgement.entry import ListReading
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.wording.judgement import ABSTRACT_ONLY
from haic_core.wording.lines import has_instead
from haic_core.wording.phrases import joined, several
from haic_core.words.vocabulary import EntryReading, Finding, Modality, Role, Verdict

TOO_FEW_LIMITS = "too few limits to say who entered"
SILENT = "silent on what leaves her out"
BRIEF = {TOO_FEW_LIMITS: "list too short to judge by", SILENT: "list silent on the reason"}
"""The same where room is short, for the whole of what is said of the list."""
BRIEF_OUTSIDE = {TOO_FEW_LIMITS: "outside all, list too short", SILENT: "outside all, list silent"}
"""The same of a patient who is outside every list that says who entered."""

NONE_FITS = {
    Apart.EVERY_LIST: "she is outside every list that says who entered",
    Apart.EVERY_SERIES: "no series would have taken her",
    Apart.OUTSIDE: "nothing of her fits in any series",
    Apart.SILENT: "no series prints anything of her",
}
NONE_FITS_BRIEF = {
    Apart.EVERY_LIST: "outside every list",
    Apart.EVERY_SERIES: "no series would have taken her",
    Apart.OUTSIDE: "nothing fits in any series",
    Apart.SILENT: "every series is silent",
}
"""The closest series is then still shown, for it is what there is; these words stand beside it, or where room is short
for what is said of its list."""

_NAMED = 2


def none_fits(found: Sequence[Apart]) -> str:
    """Why the closest series is close to nobody like her; empty where one of them fits."""
    return joined(NONE_FITS[one] for one in found)


def entry_line(option: Option, names: Mapping[str, str]) -> str:
    """The entry of an option in one line."""
    return f"{'; '.join(entry_parts(option, names))}."


def entry_parts(option: Option, names: Mapping[str, str]) -> list[str]:
    """Which published lists would have let this patient in, which not and why, which are open."""
    return _parts(option, names, is_brief=False)


def entry_brief(option: Option, names: Mapping[str, str]) -> str:
    """The same where room is short: of the lists that leave her out only the first is named."""
    return f"{'; '.join(_parts(option, names, is_brief=True))}."


def _parts(option: Option, names: Mapping[str, str], is_brief: bool) -> list[str]:
    named = 1 if is_brief else _NAMED
    lists = sorted((one for one in option.entry.lists if one.counts), key=lambda one: not one.whole)
    met = [one for one in lists if one.finding is Finding.MET]
    outside = [one for one in lists if one.finding is Finding.NOT_MET]
    match option.entry.reading:
        case EntryReading.NONE:
            always = option.modality is Modality.SYSTEMIC
            return ["no list is needed" if always else "no list is judged for this patient"]
        case EntryReading.ADMITTED:
            told = f"admitted by {_documents([one for one in met if one.whole], names)}"
        case EntryReading.PARTLY:
            told = _partly([one for one in met if not one.whole], names)
        case EntryReading.OPEN:
            undecided = [_plain(names[one.source]) for one in lists if one.finding is not Finding.NOT_MET]
            told = f"open in {several(undecided)}"
        case EntryReading.OUTSIDE:
            return ["outside every list", *_outside(option, outside, names, named)]
    whole = [one for one in outside if one.whole]
    return [told, *_outside(option, whole[:named] if is_brief else whole, names, named, "outside ")]


def _outside(
    option: Option, lists: Sequence[ListReading], names: Mapping[str, str], named: int, begin: str = ""
) -> list[str]:
    told = [f"{begin}{_plain(names[one.source])}: {_first_unmet(option, one)}" for one in lists[:named]]
    rest = len(lists) - named
    return told + ([f"and {rest} more list{'' if rest == 1 else 's'}"] if rest > 0 else [])


def _partly(inside: Sequence[ListReading], names: Mapping[str, str]) -> str:
    """A part list says where a woman was treated, never that a whole list is met."""
    other = [one.printed_for for one in inside if one.printed_for]
    if len(other) == len(inside):
        return f"inside only what is printed for {joined(dict.fromkeys(other), 'or')}"
    own = [one for one in inside if not one.printed_for]
    return f"no whole list met; inside what {_documents(own, names)} {'prints' if len(own) == 1 else 'print'}"


def _documents(lists: Sequence[ListReading], names: Mapping[str, str]) -> str:
    """Documents by name; where all were read as abstracts it is said once."""
    told = [names[one.source] for one in lists]
    if len(told) > 1 and all(name.endswith(ABSTRACT_ONLY) for name in told):
        return f"{several([_plain(name) for name in told])} (abstracts only)"
    return several(told)


def none_fits_brief(found: Sequence[Apart], but: str) -> str:
    """The same where room is short, in the place of what is said of the list. but: why that lets nobody in."""
    return BRIEF_OUTSIDE[but] if but and found[0] is Apart.EVERY_LIST else NONE_FITS_BRIEF[found[0]]


def reservation(match: Match, option: Option) -> str:
    """Why the list of a cohort's document that is met lets nobody in all the same: it prints too little, or nothing of
    what leaves her out of every other list. Empty where it does, or where it is not met."""
    if match.entry is not Verdict.MEETS:
        return ""
    reading = next((one for one in option.entry.lists if one.source == match.source.key), None)
    if reading is None or not reading.counts:
        return TOO_FEW_LIMITS
    return SILENT if option.entry.reading is EntryReading.OUTSIDE else ""


def _plain(name: str) -> str:
    return name.removesuffix(ABSTRACT_ONLY)


def _first_unmet(option: Option, one: ListReading) -> str:
    """The first line that leaves her out of a list, and how many more do."""
    rows = [
        row
        for row in option.ledger
        if row.source == one.source
        and row.of_list
        and row.finding is Finding.NOT_MET
        and not row.not_yet
        and row.criterion.role is not Role.CAUTION
    ]
    rest = len(rows) - 1
    more = f", and {rest} more line{'' if rest == 1 else 's'}" if rest else ""
    return f"{has_instead(rows[0])}{more}"
