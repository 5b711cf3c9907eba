"""Counts the house: its modules, and which wing imports from which, as the rows of docs/tables/house.md.

`python docs/house.py` prints them for the working tree.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

import house  # noqa: E402


def told() -> list[str]:
    """The sums, then a row a wing: how many modules it has, and by how many imports it leans on which wings."""
    graph, rooms = house.graph(), (*house.WINGS, *house.ABOVE)
    modules = Counter(house.room_of(module) for module in graph)
    pairs = [(house.room_of(module), house.room_of(target)) for module, targets in graph.items() for target in targets]
    arrows = Counter(pair for pair in pairs if len(set(pair)) > 1)
    lines = [
        f"{len(graph)} modules, {len(pairs)} imports, {arrows.total()} of them between wings, by {len(arrows)} pairs; "
        f"{len(house.floor_faults(graph))} go up, {'a' if house.cycle_in(graph) else 'no'} circle"
    ]
    for room in rooms:
        leans = ", ".join(f"{other} {arrows[room, other]}" for other in rooms if arrows[room, other])
        lines.append(f"| `{room}` | {modules[room]} | {leans} |")
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(told()) + "\n")
