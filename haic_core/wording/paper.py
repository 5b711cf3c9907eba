"""What is said while a paper is entered: names of sections, fields and entries, and what a check found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from haic_core.case.facts import JUDGED
from haic_core.evidence.criterion import Criterion
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS
from haic_core.wording.judgement import requirement
from haic_core.wording.phrases import joined
from haic_core.words.decimals import plain
from haic_core.words.refusal import asked, shown
from haic_core.words.vocabulary import Modality, Verdict

LEAD = (
    "From a paper on the desk to its file. The draft lives in this tab only, nothing is written on the server: "
    "save the file to keep it; the same file, or any of the library’s, opens here again."
)
FIGURES_ONLY = "Figures and where they stand, in your own words: never a sentence of the paper, never a patient’s name."
DECLARE = "Declare it in a dispute"
NEEDED = "needed"
NOT_SAID = "not said"
NO_COHORT = "What happened stands in a cohort. Add the first one: who was treated, how, and from when time counts."
FIGURE = "A digitised curve of this cohort"
FIGURE_ABOUT = (
    "Points read off the figure and the numbers at risk under it, as their files are. The curve is read here and kept "
    "nowhere; its deaths and its follow-up may go into the file."
)
NOTHING_FOUND = "Nothing was found that does not add up."
NOT_READABLE = "Nothing can be checked before what is refused is mended."
COMPLETE = "The library’s reader takes this file"
MISSING = "Still missing"
MEANINGS = "What each field means"
_LONGEST = 64
_FIELDS = {
    "": "What must hold", "id": "Name inside this file", "n": "Patients (n)", "p": "p", "p_is": "p is printed as",
    "ci": "Interval", "doi": "DOI", "pmid": "PubMed number", "key": "Key, the file’s name", "schema": "Format",
    "at_months": "At (months)", "max_follow_up_months": "Longest follow-up (months)",
    "times_uln": "Times the upper limit",
    "ci_type": "Interval made by", "sd": "Standard deviation", "what": "What contradicts", "shown": "What is shown",
    "is": "Is", "modality": "Option", "fact": "Fact of the case", "value": "Value, as printed",
    "n_basis": "How n follows", "events_basis": "How the events follow",
}  # fmt: skip
_NOUNS = {
    "list": "the extent of a list", "criterion": "a line of a list", "limit": "a limit",
    "open_statement": "a statement without a limit", "cohort": "a cohort", "group": "a group",
    "baseline": "a characteristic", "outcome": "an outcome", "association": "a factor", "harm": "a harm",
    "curve": "a curve", "regimen": "a regimen", "dispute": "a dispute", "bias": "a domain of bias",
    "worked_patient": "a worked patient", "clock": "a clock", "grades": "a grade", "shares": "a row", "drugs": "a drug",
    "where": "a condition", "subtype": "a receptor", "any_of": "an alternative", "citation": "the citation",
    "study": "the study", "": "the document",
}  # fmt: skip
_TELLING: Mapping[str, Sequence[str]] = {
    "list": ("modality", "extent"),
    "open_statement": ("modality", "about"),
    "group": ("label", "n"),
    "baseline": ("name", "group"),
    "association": ("factor", "endpoint", "p"),
    "curve": ("endpoint", "group"),
    "dispute": ("id", "kind"),
    "bias": ("domain", "rating"),
    "worked_patient": ("verdict", "name"),
}
_MODALITIES = {"haic": "HAIC", "tace": "TACE", "y90": "Y-90"}
_VERBS = {"is": "is", "is_not": "is not", "one_of": "one of", "between": "between"}


def place_said(path: Sequence[str | int]) -> str:
    """A record as a person finds it again: 'A harm 3'."""
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    number = f" {path[-1] + 1}" if path and isinstance(path[-1], int) else ""
    return f"{noun(name).capitalize()}{number}"


def field_label(name: str) -> str:
    """A field as the form calls it."""
    return _FIELDS.get(name, name.replace("_", " ").capitalize())


def noun(table: str) -> str:
    """One entry of a table: 'a harm'."""
    return _NOUNS.get(table, f"an entry of {table.replace('_', ' ')}")


def word_said(name: str, word: str) -> str:
    """A word of a closed list as the form shows it."""
    if word in JUDGED and name in ("fact", "facts", "without"):
        return JUDGED[word].label
    if name == "design":
        return next((said for design, said in DESIGN_WORDS.items() if design.value == word), word)
    if name == "document":
        return next((said for kind, said in DOCUMENT_WORDS.items() if kind.value == word), word)
    return _MODALITIES.get(word, word.replace("_", " "))


def verb_said(verb: str) -> str:
    """A verb of a span."""
    return _VERBS.get(verb, verb.replace("_", " "))


def entry_label(table: str, raw: Mapping[str, object]) -> str:
    """An entry in a list of entries, short; the line of a list as the product says it."""
    if table in ("criterion", "limit"):
        return _short(line_said(raw) or _joined(raw, ("fact",)), table)
    if table == "outcome":
        figure = _joined(raw, ("endpoint", "statistic", "value", "unit"), " ")
        at = f" at {_told(raw['at_months'])} months" if raw.get("at_months") else ""
        return _short(" · ".join([f"{figure}{at}", _joined(raw, ("term", "group"))]), table)
    if table == "harm":
        return _short(" · ".join([_joined(raw, ("term", "group")), *_grades(raw)]), table)
    names = _TELLING.get(table, ("label", "name", "id", "title", "setting", "first_author"))
    told = (
        _joined(raw, names) if table in _TELLING else next((_joined(raw, (one,)) for one in names if raw.get(one)), "")
    )
    return _short(told, table)


def line_said(raw: Mapping[str, object]) -> str:
    """A line as every page of the product says it; nothing as long as it cannot be read."""
    told = {"locator": ".", "modality": "haic", "role": "entry", **raw}
    try:
        return requirement(Criterion.model_validate_json(json.dumps(told)))
    except ValueError:
        return ""


def _grades(raw: Mapping[str, object]) -> list[str]:
    grades = raw.get("grades")
    rows = [one for one in grades if isinstance(one, Mapping)] if isinstance(grades, list) else []
    return [f"grade {one.get('grade', '?')}: {_told(one.get('count', one.get('percent', '?')))}" for one in rows]


def _joined(raw: Mapping[str, object], names: Sequence[str], mark: str = " · ") -> str:
    return mark.join(word_said(name, _told(raw[name])) for name in names if raw.get(name) not in (None, ""))


def _told(value: object) -> str:
    return plain(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def _short(text: str, table: str) -> str:
    told = " ".join(text.split()).strip(" ·")
    if not told:
        return f"({noun(table)}, still empty)"
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def entry_line(label: str, refused: int, missing: int) -> str:
    """An entry in the list, with a sign where something of it is refused or still missing."""
    return f"{label}{' ✕' if refused else ' …' if missing else ''}"


# What a check found


def no_doi(found: str, guess: str) -> str:
    """A DOI in another form, with the one that may be meant."""
    return (
        f"DOI: {shown(found)} has not the form of one: 10., the registrant’s number, a slash and a name, without an "
        f"address in front.{asked(guess if guess != found else '')}"
    )


def already_held(short: str, key: str) -> str:
    """The library has a file of that key."""
    return f"The library holds {short} under the key {key!r}: this file would take its place."


def no_primary(cohorts: Sequence[str]) -> str:
    """Cohorts that leave the origin of their metastases to what is usual."""
    one = len(cohorts) == 1
    return (
        f"{'Cohort' if one else 'Cohorts'} {joined([shown(cohort) for cohort in cohorts])}: the primary is not "
        f"written, and {'it is' if one else 'they are'} read as breast. Write it, also where it is breast; “mixed” "
        f"where several are printed together."
    )


def no_clock(endpoint: str, cohort: str) -> str:
    """A survival figure without a time zero."""
    return f"Cohort {shown(cohort)}: {endpoint} has no clock. Say from when it counts, or that it is not stated."


def patient_named(name: str) -> str:
    """A worked patient at the head of a sentence."""
    return f"Worked patient {shown(name)}"


def no_base(name: str, base: str) -> str:
    """A worked patient who starts from nobody above her."""
    return f"{patient_named(name)}: there is no earlier worked patient {shown(base)} to start from."


def other_verdict(name: str, judged: Verdict, named: Verdict) -> str:
    """A worked patient whom the document's lines judge otherwise."""
    return f"{patient_named(name)}: the document’s lines say {judged.value}, the file says {named.value}."


def nobody_meets(modality: Modality) -> str:
    """A list without a worked patient whom it lets in."""
    return f"{word_said('modality', modality.value)}: no worked patient is let in by the list."


def nobody_fails(modality: Modality) -> str:
    """Lines without a worked patient whom they stop."""
    return f"{word_said('modality', modality.value)}: no worked patient is stopped by its lines."


# What is said of a file


def state_said(refused: int, missing: int, wrong: int, asked: int) -> str:
    """The state of a draft in a few words: what the reader does not take, what the checks found."""
    told = [f"{refused} refused" if refused else "", f"{missing} still missing" if missing else ""]
    found = [
        f"{wrong} {'does' if wrong == 1 else 'do'} not add up" if wrong else "",
        f"{asked} {'question is' if asked == 1 else 'questions are'} open" if asked else "",
    ]
    read = joined([one for one in told if one]) or COMPLETE
    return f"{read}{'; ' if any(found) else '.'}{joined([one for one in found if one])}{'.' if any(found) else ''}"


def missing_said(entry: str, fields: Sequence[str]) -> str:
    """What an entry still lacks."""
    return f"{entry}: {joined([field_label(name) for name in fields])}"


def opened_said(name: str, comments: int, unmarked: Sequence[str]) -> str:
    """What opening a file changed: nothing, lost comments, lists of the first format."""
    told = [f"{name} is open."]
    if comments:
        lines = "line" if comments == 1 else "lines"
        told.append(f"Its {comments} {lines} of comment are not kept in what is saved here.")
    if unmarked:
        named = joined([word_said("modality", one) for one in unmarked])
        told.append(f"It is of the first format: the list for {named} was marked as a part.")
    return " ".join(told)


def pair_wanted(found: object) -> str:
    """Not two numbers."""
    return f"two numbers are needed, the smaller one first, such as 14.7 to 23.8. Found {shown(found)}."


def number_wanted(found: object) -> str:
    """No number, or one that can be read in two ways."""
    return f"one number is needed, with a point for decimals and nothing between thousands. Found {shown(found)}."


def fit_said(furthest: float, at: float) -> str:
    """How far a reconstruction is from the points, rows and counts given."""
    if furthest < 0.0005:
        return "The curve goes through everything that was given."
    return f"Furthest from what was given: {furthest:.3f} of survival, at {plain(round(at, 1))}."


def figure_alt(n: int, events: int, points: int) -> str:
    """A digitised curve in words, for who does not see it."""
    return f"Reconstructed survival of {n} patients with {events} events, drawn over {points} digitised points."
