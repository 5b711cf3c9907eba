"""Survival curves from what papers print: a summary in, a curve with its band and pseudo-records out."""

from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.engine import reconstruct
from haic_core.curves.reconstruction.groups import reconstruct_groups
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction
from haic_core.curves.reconstruction.summary import Summary

__all__ = ["Outline", "Reconstruction", "Reproduced", "Summary", "reconstruct", "reconstruct_groups"]
