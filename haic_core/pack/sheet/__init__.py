"""The pack on paper: one or two A4 pages for the file, from the same content as the slides."""

from haic_core.pack.sheet.whole import sheet

__all__ = ["sheet"]
