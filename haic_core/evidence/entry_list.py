"""The mark of a printed list: for which option it says who could enter, and whether all of it could be read."""

from __future__ import annotations

from haic_core.words.record import Record, Text
from haic_core.words.vocabulary import Extent, Modality


class EntryList(Record):
    """What a document's criteria for one option are as a whole: the list of those who entered, or were to enter."""

    modality: Modality
    """The option whose criteria form the list."""
    extent: Extent
    """Whole where every entry and exclusion line that the document prints is held; part otherwise."""
    printed_for: Text | None = None
    """The disease it was printed for, where breast is not among them. Such a list is never whole for this board."""
    same_patients_as: Text | None = None
    """Key of another document that prints the criteria of the same patient group; both count as one."""
    reason: Text | None = None
    """Why the list counts as whole, or what of it is missing."""
    notes: tuple[Text, ...] = ()
    """Its lines that ask nothing about the patient, such as consent, in our words."""
