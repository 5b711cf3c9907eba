"""Survival curves from what papers print: a summary in, a curve with its band and pseudo-records out."""

from haic_core.reconstruction import stored
from haic_core.reconstruction.checks import Reproduced
from haic_core.reconstruction.engine import reconstruct
from haic_core.reconstruction.groups import reconstruct_groups
from haic_core.reconstruction.outcome import Outline, Reconstruction
from haic_core.reconstruction.summary import Summary

__all__ = ["Outline", "Reconstruction", "Reproduced", "Summary", "reconstruct", "reconstruct_groups", "stored"]
