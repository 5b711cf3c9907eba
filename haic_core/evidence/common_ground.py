"""What a board knows before a liver-directed treatment, read from ``data/common_ground.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from haic_core.evidence.fact_code import FactCode
from haic_core.evidence.reader import read_rows
from haic_core.words.record import Record, Text
from haic_core.words.vocabulary import Modality

Facts = Annotated[tuple[FactCode, ...], Field(min_length=1)]


class KnownBefore(Record):
    """What has to be known before some options; of the facts in one bracket one is enough."""

    what: Text
    modalities: tuple[Modality, ...]
    facts: tuple[Facts, ...]


class Alike(Record):
    """Facts that tell the same."""

    facts: Facts


class Shared(Record):
    """Options whose lists speak of the same patient, and the facts that concern only one of them."""

    modalities: tuple[Modality, ...]
    not_shared: Facts


class BeyondEveryList(Record):
    """Facts that fail an option where every list of every option leaves the patient out."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class CommonGround:
    """The conventions of ``data/common_ground.toml``."""

    known_before: tuple[KnownBefore, ...]
    alike: tuple[Alike, ...]
    shared: tuple[Shared, ...]
    beyond_every_list: tuple[str, ...]

    def group_of(self, code: str) -> tuple[str, ...]:
        """The facts of which one is enough: those alike, or the fact alone."""
        return next((one.facts for one in self.alike if code in one.facts), (code,))

    def sharing(self, modality: Modality, code: str) -> tuple[Modality, ...]:
        """The options whose lists count together for a fact."""
        for one in self.shared:
            if modality in one.modalities and code not in one.not_shared:
                return one.modalities
        return (modality,)


def read_common_ground(path: Path) -> CommonGround:
    """The conventions; raises Refusal with the faults of every table."""
    beyond = read_rows(path, "beyond_every_list", BeyondEveryList)
    return CommonGround(
        read_rows(path, "known_before", KnownBefore),
        read_rows(path, "alike", Alike),
        read_rows(path, "shared", Shared),
        tuple(code for one in beyond for code in one.facts),
    )
