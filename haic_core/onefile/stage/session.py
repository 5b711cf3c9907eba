"""What one person's tab holds: the state the pages keep, the fields drawn last, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Decode = Callable[[Any], object]


class Stop(BaseException):  # as in Streamlit: no page may catch it by mistake
    """The page ends here."""


class Rerun(BaseException):
    """The page is to be drawn from its beginning."""


class Unchanged(Exception):
    """What came from the window is no value of this field; it stays as it was."""


@dataclass(slots=True)
class Field:
    """One field of the page drawn last: how it reads what the window sends, and what is called when it changes."""

    key: str
    value: object
    decode: Decode
    then: Callable[..., object] | None = None
    args: Sequence[object] = ()
    kwargs: Mapping[str, object] = field(default_factory=dict)
    keeps: bool = False  # outlives a page on which it is not drawn
    momentary: bool = False  # true for one drawing only: a button


@dataclass(slots=True)
class Taken:
    """Something to take away as a file."""

    data: str | bytes | Callable[[], str | bytes]
    name: str
    mime: str


class Session:
    """The state of one tab."""

    def __init__(self) -> None:
        self.state: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        self.files: dict[str, Taken] = {}
        self.open: dict[str, object] = {}
        self.query: dict[str, str] = {}
        self.theme = "light"
        self.place = ""
        self.unsaved = False
        self.word = ""  # the meeting, as a tab keeps it
        self.kept = ""
        self.clicked: str | None = None
        self._before: dict[str, Field] = {}

    def begins(self) -> None:
        """A drawing begins: what was drawn before is remembered, to see what goes."""
        self._before, self.fields, self.files = self.fields, {}, {}

    def ends(self) -> None:
        """A drawing has ended: the values of fields that are no longer drawn are forgotten, unless they are kept."""
        for key, gone in self._before.items():
            if key not in self.fields and not gone.keeps:
                self.state.pop(key, None)
        self._before = {**{key: one for key, one in self._before.items() if one.keeps}, **self.fields}

    def drawn(self, made: Field) -> Any:
        """Takes a field into the page; answers the value it has now."""
        if made.key in self.fields:
            raise ValueError(f"two fields of the page have the key {made.key!r}")
        if made.momentary:
            made.value = self.clicked == made.key
        elif made.key in self.state:
            made.value = self.state[made.key]
        else:
            self.state[made.key] = made.value
        self.fields[made.key] = made
        return made.value

    def heard(self, key: str, raw: object) -> None:
        """The window says that a field was changed or pressed; what the page wants called is called."""
        known = self.fields.get(key)
        if known is None:
            return
        try:
            value = known.decode(raw)
        except Unchanged:
            return
        if known.momentary:
            self.clicked = key
        elif value == self.state.get(key):
            return
        else:
            self.state[key] = value
        if known.then:
            known.then(*known.args, **known.kwargs)

    def takes_kept(self) -> str:
        """What the window had kept of an earlier visit, once."""
        word, self.kept = self.kept, ""
        return word

    def opened(self, key: str, first: object) -> Any:
        """What of something that opens is open: a list of tabs, a part that is folded away."""
        return self.open.setdefault(key, first)


def named(kind: str, key: Hashable | None, *parts: object) -> str:
    """The key of a field: its own, or one of what it is."""
    return str(key) if key is not None else f"{kind}:{':'.join(map(str, parts))}"
