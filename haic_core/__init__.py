"""HAIC Board's core: from a patient's recorded facts to options, evidence and curves. It knows no screen."""

__version__ = "0.1.0"
