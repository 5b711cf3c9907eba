"""Names for arrays by what their axis counts: points, plateaus, steps of a course, patients that may be left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

# Points read off a figure, (k,): times, survival as fractions, lines of the file.
Points = npt.NDArray[np.float64]
Lines = npt.NDArray[np.intp]
# Plateaus of the curve, or the drops between them, (k,) or (k - 1,).
Levels = npt.NDArray[np.float64]
# Steps of a course, drops and rows of the table in order of time, (k,): measures, whole numbers, yes or no.
Steps = npt.NDArray[np.float64]
StepCounts = npt.NDArray[np.int_]
StepMask = npt.NDArray[np.bool_]
# What 0, 1, 2, … censorings in one gap cost.
Prices = npt.NDArray[np.float64]
# Times of censoring marks.
Marks = npt.NDArray[np.float64]
# Along the front of a search, one entry per number of patients left, or per way onwards: numbers, places, costs.
FrontCounts = npt.NDArray[np.int_]
FrontCosts = npt.NDArray[np.float64]
