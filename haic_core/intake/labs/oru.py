"""Results of an HL7 version 2 message (ORU), pasted or as a file: one OBX a result. A LOINC code decides, never the
words beside it; a laboratory's own code is read by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from haic_core.intake.fhir.codes import LABORATORY, NOT_READ
from haic_core.intake.labs.analytes import UNKNOWN, Analyte, analyte, folded, shown_name
from haic_core.intake.labs.days import Day, day_in
from haic_core.intake.labs.gathered import Gathered, not_of_now
from haic_core.intake.labs.marks import marks_of
from haic_core.intake.labs.remarks import remark_in
from haic_core.intake.labs.results import Result, reference_in, results
from haic_core.words.refusal import Refusal

MOST_SEGMENTS = 5_000
# What may be taken; of the other statuses what the list says of its result.
_FINAL = frozenset({"F", "C", "U", ""})
_STATUS: Mapping[str, str] = {
    **dict.fromkeys("PRS", "preliminary"),
    **dict.fromkeys("XDW", "cancelled"),
    "N": "not determined",
}
_STAMP = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_THREE_PLACES = re.compile(r"[0-9]+\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The signs by which a message parts its fields and their components."""

    field: str
    component: str
    escape: str

    def plain(self, text: str) -> str:
        """A text with its escaped signs put back."""
        signs = {"F": self.field, "S": self.component, "T": "&", "R": "~", "E": self.escape}
        for letter, sign in signs.items():
            text = text.replace(f"{self.escape}{letter}{self.escape}", sign)
        return " ".join(text.split())


def is_message(text: str) -> bool:
    """Whether a text is an HL7 version 2 message."""
    return bool(re.match(r"\s*(?:[FB]HS.{5,}\s+)*MSH[^\w\s]", text)) and "OBX" in text


def read_message(text: str, gathered: Gathered) -> None:
    """Adds the results of a message, or of several of one patient. Raises Refusal for several patients."""
    segments = [line.strip(" \x0b\x1c") for line in re.split(r"[\r\n]+", text)]
    if len(segments) > MOST_SEGMENTS:
        raise Refusal(
            f"The message holds {len(segments):,} segments; one patient's results take at most {MOST_SEGMENTS:,}."
        )
    gathered.place = "OBX"
    marks, day, elsewhere, place = _Marks("|", "^", "\\"), None, "", 0
    for segment in segments:
        if segment.startswith(("MSH", "FHS", "BHS")) and len(segment) > 7:
            marks = _Marks(segment[3], segment[4], segment[6])
        fields = segment.split(marks.field)
        if fields[0] == "PID":
            gathered.one_patient([_of(fields, 3).split(marks.component)[0] or _of(fields, 5)])
        elif fields[0] == "OBR":
            day = _day(_of(fields, 7))
            elsewhere = not_of_now(folded(f"{_of(fields, 4)} {_of(fields, 15)}".replace(marks.component, " ")))
        elif fields[0] == "SPM":
            elsewhere = elsewhere or not_of_now(folded(_of(fields, 4).replace(marks.component, " ")))
        elif fields[0] == "OBX":
            place += 1
            gathered.elsewhere = elsewhere
            _add(fields, marks, place, day, gathered)


def _add(fields: list[str], marks: _Marks, place: int, day: Day | None, gathered: Gathered) -> None:
    found, name = _named(_of(fields, 3), marks)
    if found is UNKNOWN:
        gathered.unheld += 1
        return
    value = marks.plain(_value(fields, marks))
    unit = marks.plain(_of(fields, 6).split(marks.component)[0])
    status = _of(fields, 11).upper()
    bare = Result(
        found, name, gathered.origin(place, name), row=place,
        units=(unit,) if unit else (),
        reference=reference_in(marks_of(marks.plain(_of(fields, 7)))),
        day=_day(_of(fields, 14)) or day,
        remark="" if status in _FINAL else _STATUS.get(status, "not yet reported"),
    )  # fmt: skip
    made = results(bare, marks_of(value)) if len(value) <= 80 else ()
    if made:
        gathered.add(made)
    elif remark := bare.remark or remark_in(value):
        gathered.add([replace(bare, remark=remark)])
    else:
        gathered.unread(place, name)


def _named(field: str, marks: _Marks) -> tuple[Analyte, str]:
    """What an identifier means: by its LOINC code where one stands in it, else by its words."""
    parts = [marks.plain(part) for part in field.split(marks.component)] + [""] * 6
    coded = [(parts[0], parts[2]), (parts[3], parts[5])]
    for code, system in coded:
        if system.upper() in ("LN", "LOINC"):
            if code in LABORATORY:
                fact = LABORATORY[code]
                return Analyte(fact), f"LOINC {code}"
            label, why = NOT_READ.get(code, ("", ""))
            return (Analyte(other=why), label) if why else (UNKNOWN, "")
    for words in (parts[1], parts[4], parts[0], parts[3]):
        if (found := analyte(words)) is not UNKNOWN:
            return found, shown_name(words)
    return UNKNOWN, ""


def _value(fields: list[str], marks: _Marks) -> str:
    """A value as text: a structured number with its comparator before it; a number with one reading."""
    parts = _of(fields, 5).split("~")[0].split(marks.component)
    text = "".join(parts[:2]) if _of(fields, 2) == "SN" and len(parts) <= 2 else " ".join(parts)
    return f"{text}0" if _of(fields, 2) in ("NM", "SN") and _THREE_PLACES.fullmatch(text.strip()) else text


def _of(fields: list[str], place: int) -> str:
    return fields[place].strip() if place < len(fields) else ""


def _day(stamp: str) -> Day | None:
    found = _STAMP.match(stamp)
    return day_in(f"{found[1]}-{found[2]}-{found[3]}") if found else None
