"""HAIC Board's core: from a patient's recorded facts to options, evidence and curves. It knows no screen."""

__version__ = "0.1.0"
# A label set by hand, raised when the same patient on the same data can get another verdict. A hash of the code would
# change with every renaming and tell a board of new rules that are the old ones; the criteria are data and carry their
# own computed version.
RULES_VERSION = "2026.11"
