"""Work that needs a loop of its own, run beside whatever holds this thread's."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Done = TypeVar("Done")


def finished(work: Coroutine[Any, Any, Done]) -> Done:
    """What a piece of work answers, in a thread of its own: the browser of another test may hold this one's loop."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, work).result()
