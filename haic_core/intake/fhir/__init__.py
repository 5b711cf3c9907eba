"""A FHIR R4 (mCODE) bundle becomes proposals: read as JSON by narrow records, codes first, profiles as a hint.

``read_bundle`` is the door. Names, addresses, numbers, notes, identifiers of resources and the date of birth are
dropped on the way; what comes out names results by their code and day.
"""

from haic_core.intake.fhir.whole import LARGEST_BUNDLE_BYTES, read_bundle

__all__ = ["LARGEST_BUNDLE_BYTES", "read_bundle"]
