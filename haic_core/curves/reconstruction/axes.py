"""Names for arrays by what their axes count: rows are cohorts, patients stand in a row in order of time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

# One entry per simulated cohort, (rows,).
RowNumbers = npt.NDArray[np.float64]
RowCounts = npt.NDArray[np.intp]  # also places of patients in their row
RowMask = npt.NDArray[np.bool_]
# One row per simulated cohort, (rows, n): log months, survival or variance; whether an event; which group.
RowPatients = npt.NDArray[np.float64]
RowEvents = npt.NDArray[np.bool_]
RowGroups = npt.NDArray[np.int8]
RowDraws = npt.NDArray[np.float32]  # as drawn: single precision is enough and half as large
# A few log months of each cohort, (rows, any).
RowKnots = npt.NDArray[np.float64]
# Which member of each group makes up a joint cohort, (rows, groups).
MemberRows = npt.NDArray[np.intp]
# A curve of each cohort on the same times, (rows, k).
RowCurves = npt.NDArray[np.float64]
# Along time, (k,): months, or survival at them; patients at each.
Times = npt.NDArray[np.float64]
TimeCounts = npt.NDArray[np.intp]
# One set of records, (n,): months ascending, and whether each is an event.
Patients = npt.NDArray[np.float64]
Events = npt.NDArray[np.bool_]
# Evenly likely quantile levels of the shape prior, (LEVELS,), or several such rows.
Levels = npt.NDArray[np.float32]
