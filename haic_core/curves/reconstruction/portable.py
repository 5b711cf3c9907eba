"""Arithmetic that comes out the same on every machine: sums in a fixed order, not in one that hangs on the processor,
and nothing chosen by a difference that only rounding makes."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import numpy as np

from haic_core.curves.reconstruction.axes import RowCounts, RowCurves, RowDraws, RowEvents, RowNumbers, Times

# The logarithm of 2 in two parts, and the two polynomials, highest power first; they are those of numpy (BSD licence).
_LN2_HIGH, _LN2_LOW = float(np.float32(-6.93145752e-1)), float(np.float32(-1.42860677e-6))
_ABOVE = (
    5.082762527590693718096e-04, 6.757896990527504603057e-03, 5.114512081637298353406e-02, 2.473615434895520810817e-01,
    7.257664613233124478488e-01, 9.999999999980870924916e-01,
)  # fmt: skip
_BELOW = (2.159509375685829852307e-02, -2.742335390411667452936e-01, 1.0)
_SIGN = np.uint32(0x80000000)
SAME = 9  # decimals to which two costs are told apart; what processors differ by lies far below


def order_of(costs: RowNumbers) -> RowCounts:
    """Places (rows,) from the smallest cost to the largest; those equal to SAME decimals stay in order."""
    order: RowCounts = np.argsort(np.round(costs, SAME), kind="stable")
    return order


def weighted_mean(weight: RowNumbers, curves: RowCurves) -> Times:
    """The weighted sum (k,) of `curves` (rows, k), row after row."""
    mean: Times = (weight[:, None] * curves).sum(axis=0)
    return mean


def exp_single(power: RowDraws) -> RowDraws:
    """The exponential in single precision, step by step: 2^q times a quotient of polynomials in what is left of the
    power. Each processor's own differs in the last bit, and a last bit can decide which cohorts are kept."""
    bounded = np.clip(power, -80, 80).astype(np.float32)
    whole = np.rint(bounded * np.float32(1.4426950408889634))
    in_double = whole.astype(np.float64)
    rest = _single(_single(bounded + in_double * _LN2_HIGH) + in_double * _LN2_LOW)
    quotient = _polynomial(_ABOVE, rest) / _polynomial(_BELOW, rest)
    raised: RowDraws = np.ldexp(quotient, whole.astype(np.int32))
    return raised


def _polynomial(coefficients: tuple[float, ...], at: RowDraws) -> RowDraws:
    """Horner's rule, highest power first, each step in double and rounded once to single."""
    value = np.full_like(at, coefficients[0])
    for one in coefficients[1:]:
        value = _single(value.astype(np.float64) * at + np.float32(one))
    return value


def _single(number: RowNumbers) -> RowDraws:
    return number.astype(np.float32)


def log_single(number: RowDraws) -> RowDraws:
    """The logarithm in single precision, taken in double and rounded once."""
    return np.log(number.astype(np.float64)).astype(np.float32)


def power_single(base: RowDraws, exponent: RowDraws) -> RowDraws:
    """A power in single precision, taken in double and rounded once."""
    return np.power(base.astype(np.float64), exponent.astype(np.float64)).astype(np.float32)


def in_order(time: RowDraws, event: RowEvents) -> tuple[RowDraws, RowEvents]:
    """Each row by time, those of one time as they stood. Time, place and event make one whole number that sorts so:
    that takes a third of finding the order first and then following it."""
    bits = (time + np.float32(0)).view(np.uint32)  # of the two zeros one
    rising = np.where(bits & _SIGN, ~bits, bits | _SIGN).astype(np.uint64)
    place = np.arange(time.shape[1], dtype=np.uint64)
    together = np.sort(rising << np.uint64(32) | place << np.uint64(1) | event, axis=1)
    rising = (together >> np.uint64(32)).astype(np.uint32)
    bits = np.where(rising & _SIGN, rising ^ _SIGN, ~rising)
    return bits.view(np.float32), (together & np.uint64(1)).astype(bool)


@lru_cache(maxsize=100_000)
def log_of(count: int) -> float:
    """The logarithm of a whole number, correctly rounded."""
    return float(Decimal(count).ln())


def exp_of(power: float) -> float:
    """The exponential, correctly rounded."""
    return float(Decimal(power).exp())
