"""How the core says no: one plain sentence a fault for a person, with its parts for a screen, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ParamSpec, TypeVar

_FEW = 3
_LONGEST_WORD, _SHORTENED_WORD, _LONGEST_SENTENCE = 120, 80, 2000
MOST_TOLD = 8
_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")
_Instead = TypeVar("_Instead")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not accepted, as a sentence and in parts; a part that does not apply is empty.

    place: file or form, and field. found: what stands there. allowed: what may. guess: the nearest allowed word.
    at: the keys and places in lists that lead there, where a form has to find it.
    """

    sentence: str
    place: str = ""
    found: str = ""
    allowed: str = ""
    guess: str = ""
    at: tuple[str | int, ...] = ()

    def __post_init__(self) -> None:
        for part in ("sentence", "place", "found", "allowed", "guess"):
            object.__setattr__(self, part, printable(getattr(self, part)))


class Refusal(ValueError):
    """Input that is not accepted. faults: everything that is wrong with it, in reading order.

    ``str(refusal)`` names place, field, found and allowed: all sentences of a few faults, else the first and how many
    more there are.
    """

    faults: tuple[Fault, ...]

    def __init__(self, sentence: str, *, place: str = "", found: str = "", allowed: str = "", guess: str = "") -> None:
        fault = Fault(sentence, place, found, allowed, guess)
        super().__init__(fault.sentence)
        self.faults = (fault,)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> Refusal:
        """One refusal of several faults."""
        told = [fault.sentence for fault in faults]
        refusal = cls(" ".join(told) if len(told) <= _FEW else f"{told[0]} There are {len(told) - 1} more faults.")
        refusal.faults = tuple(faults)
        return refusal

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence a fault, ``MOST_TOLD`` of them, then how many more there are: a spoiled table of a thousand rows
        is told as one."""
        told = [fault.sentence for fault in self.faults[:MOST_TOLD]]
        rest = len(self.faults) - len(told)
        return (*told, *([f"There {'is' if rest == 1 else 'are'} {rest} more."] if rest else []))


class Faults:
    """Gathers what is wrong with one file or form, so that it is told at once and not one try after another."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, refusal: Refusal) -> None:
        """One more reason why the file is refused."""
        self._found += refusal.faults

    def read(
        self, instead: _Instead, how: Callable[_Given, _Read], *given: _Given.args, **named: _Given.kwargs
    ) -> _Read | _Instead:
        """What ``how`` reads; where it refuses, ``instead`` stands in until ``tell`` ends the reading."""
        try:
            return how(*given, **named)
        except Refusal as refusal:
            self.add(refusal)
            return instead

    def tell(self) -> None:
        """Raises Refusal with everything gathered, if anything was."""
        if self._found:
            raise Refusal.of(self._found)


def misfit(place: str, allowed: str, value: object, words: Iterable[str] = ()) -> Refusal:
    """'case.json: ecog must be …, but 7 was found.'; with the nearest of some words, where the value is to be one."""
    guess, found = nearest_word(value, words), shown(value)
    sentence = f"{place} must be {allowed}, but {found} was found.{asked(guess)}"
    return Refusal(sentence, place=place, found=found, allowed=allowed, guess=guess)


def unknown_key(place: str, key: object, keys: Sequence[str]) -> Refusal:
    """'case.json: there is no key 'lable'; allowed are …. Did you mean 'label'?'."""
    guess, allowed = nearest_word(key, keys), ", ".join(keys)
    sentence = f"{place}: there is no key {shown(key)}; allowed are {allowed}.{asked(guess)}"
    return Refusal(sentence, place=place, found=shown(key), allowed=allowed, guess=guess)


def nearest_word(word: object, allowed: Iterable[str]) -> str:
    """The nearest allowed word, or an empty string when nothing is near."""
    return next(iter(get_close_matches(str(word).lower(), list(allowed), n=1, cutoff=0.6)), "")


def nearest(word: object, allowed: Iterable[str]) -> str:
    """The nearest allowed word as a closing question, or an empty string when nothing is near."""
    return asked(nearest_word(word, allowed))


def asked(guess: str) -> str:
    """A guess as the closing question of a sentence."""
    return f" Did you mean '{guess}'?" if guess else ""


def printable(text: str) -> str:
    """A text that may hold what somebody handed in, fit for a sentence: one line, nothing that steers a screen, no
    word and no whole without end."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    words = (word if len(word) <= _LONGEST_WORD else f"{word[:_SHORTENED_WORD]}…" for word in line.split(" "))
    whole = " ".join(words)
    if len(whole) <= _LONGEST_SENTENCE:
        return whole
    half = _LONGEST_SENTENCE // 2
    return f"{whole[:half]} … {whole[-half:]}"


def shown(value: object, longest: int = 60) -> str:
    """A found value in quotes, short enough for a sentence."""
    text = repr(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"
