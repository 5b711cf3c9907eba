"""What the package says it needs, read from the lists of requirements when it is built, so that each stands once."""

from __future__ import annotations

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


def needed(path: Path) -> list[str]:
    """The packages that a list names, without its remarks and without the lists it builds on."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("-")]


class Requirements(MetadataHookInterface):
    """Fills in what pyproject.toml leaves open."""

    def update(self, metadata: dict[str, object]) -> None:
        """The board's own packages, and those of a hospital's own cohort as an extra."""
        root = Path(self.root)
        metadata["dependencies"] = needed(root / "requirements.txt")
        metadata["optional-dependencies"] = {"registry": needed(root / "requirements-registry.txt")}
