"""Patient-level records from a digitised Kaplan-Meier curve: integers that fit the levels, the table and the counts."""

from haic_core.curves.digitised.answer import Digitised, Recovered, digitised, recovered
from haic_core.curves.digitised.at_risk import read_at_risk, read_ticks
from haic_core.curves.digitised.coordinates import Coordinates, Printed
from haic_core.curves.digitised.number_table import LARGEST_BYTES as LARGEST_FIGURE_BYTES
from haic_core.curves.digitised.reading import read_coordinates

__all__ = [
    "LARGEST_FIGURE_BYTES",
    "Coordinates",
    "Digitised",
    "Printed",
    "Recovered",
    "digitised",
    "read_at_risk",
    "read_coordinates",
    "read_ticks",
    "recovered",
]
