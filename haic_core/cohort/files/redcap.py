"""REDCap's data dictionary: what the codes of a raw export are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from haic_core.cohort.files.delimited import read_delimited
from haic_core.words.refusal import Refusal

NAME, KIND, CHOICES = "Variable / Field Name", "Field Type", "Choices, Calculations, OR Slider Labels"
HEADS = (NAME, KIND, CHOICES)
LARGEST_BYTES = 20_000_000
_OF_KIND = {"yesno": {"1": "Yes", "0": "No"}, "truefalse": {"1": "True", "0": "False"}}
_LISTED = ("radio", "dropdown", "checkbox")


def is_dictionary(columns: Sequence[str]) -> bool:
    """Whether the heads of a table are those of a data dictionary."""
    return set(HEADS) <= set(columns)


def read_dictionary(content: bytes, name: str) -> dict[str, Mapping[str, str]]:
    """Column by column of an export, what its codes are called; raises Refusal where the file is no data dictionary.

    Of a checkbox, which is a column for each of its choices, 1 is the choice and 0 that it was not taken.
    """
    if len(content) > LARGEST_BYTES:
        raise Refusal(f"{name}: a data dictionary holds at most {LARGEST_BYTES:,} bytes.", place=name)
    file = read_delimited(content, name)
    if not is_dictionary(file.columns):
        allowed = "REDCap's data dictionary, a CSV file with 18 fixed headings"
        raise Refusal(f"{name}: this is not {allowed}.", place=name, allowed=allowed)
    places = [file.columns.index(head) for head in HEADS]
    found: dict[str, Mapping[str, str]] = {}
    for _, rows in file.chunks:
        for row in rows:
            field, kind, choices = (row[place] for place in places)
            found |= dict(_of_field(field, kind, choices))
    return found


def _of_field(field: str, kind: str, choices: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    told = _OF_KIND.get(kind) or (_choices(choices) if kind in _LISTED else {})
    if kind == "checkbox":
        for code, label in told.items():
            yield f"{field}___{code.lower()}", {"1": label, "0": f"not {label}"}
    elif told:
        yield field, told


def _choices(text: str) -> dict[str, str]:
    """'1, Dead | 2, Alive' as codes and what they are called."""
    pairs = (choice.partition(",") for choice in text.split("|"))
    return {code.strip(): label.strip() for code, comma, label in pairs if comma and code.strip() and label.strip()}
