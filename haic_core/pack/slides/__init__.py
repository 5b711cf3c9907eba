"""The only door to python-pptx: a board pack's slides, native and editable, measured so that nothing overflows."""

from haic_core.pack.slides.whole import slides

__all__ = ["slides"]
