"""Why a row of a registry is not counted: each reason with the column of the mapping it lies in, and its sentence."""

from __future__ import annotations

from types import MappingProxyType

# What stands where the visits of one patient, laid together, say different things.
SEVERAL = "several values"
# Never asked for: outside the mapping's ``where``.
OUTSIDE = "outside"
# Of a patient unlike the case in hand, and of one of whom that is not known.
UNLIKE, UNKNOWN = "unlike", "not known"
# Nobody is followed up longer: 120 years.
LONGEST = MappingProxyType({"days": 43_830.0, "weeks": 6_262.0, "months": 1_440.0, "years": 120.0})

REASONS = MappingProxyType(
    {
        "event missing": ("event", "how follow-up ended is missing"),
        "event several": ("event", "the visits of this record say different things"),
        "event other": ("event", "neither among the values for an event nor among those for none"),
        "time missing": ("time", "the time is missing"),
        "time several": ("time", "the visits of this record say different things"),
        "time formula": ("time", "a formula, which is never run"),
        "time worded": ("time", "words beside the number; write the number alone, and its unit in the mapping"),
        "time no number": ("time", "not a number"),
        "time negative": ("time", "negative"),
        "time too long": ("time", "longer than 120 years; is the unit right?"),
        "begins missing": ("begins", "the date is missing"),
        "begins several": ("begins", "the visits of this record say different things"),
        "begins formula": ("begins", "a formula, which is never run"),
        "begins two readings": ("begins", "a date with two readings; the mapping's 'dates' says which"),
        "begins serial": ("begins", "a number of five digits; a spreadsheet's day is to be shown as a date"),
        "begins no date": ("begins", "no date that exists, with a year of four digits"),
        "ends missing": ("ends", "the date is missing"),
        "ends several": ("ends", "the visits of this record say different things"),
        "ends formula": ("ends", "a formula, which is never run"),
        "ends two readings": ("ends", "a date with two readings; the mapping's 'dates' says which"),
        "ends serial": ("ends", "a number of five digits; a spreadsheet's day is to be shown as a date"),
        "ends no date": ("ends", "no date that exists, with a year of four digits"),
        "ends before": ("ends", "before the date at which the clock starts"),
        "entry missing": ("entry", "the time of entry is missing"),
        "entry several": ("entry", "the visits of this record say different things"),
        "entry formula": ("entry", "a formula, which is never run"),
        "entry no number": ("entry", "not a number"),
        "entry negative": ("entry", "negative"),
        "entry not before": ("entry", "entry not before exit"),
        "group missing": ("group", "the group is missing"),
        "group several": ("group", "the visits of this record say different things"),
        "group formula": ("group", "a formula, which is never run"),
        "twice": ("patient", "the record stands twice; its first row is counted"),
        "twice different": ("patient", "the record stands more than once, with different times, events or groups"),
    }
)
