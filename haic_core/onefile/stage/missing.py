"""Libraries that the one file does not carry, and the modules of the core that begin with them: they can be imported,
and say in one sentence that they are not there once anything of theirs is called."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

from haic_core.words.refusal import Refusal

# Of each, what of the board it does.
NOT_HERE = {
    "numpy": "a curve that is not kept",
    "scipy": "a curve that is not kept, and pooling",
    "pandas": "a curve that is not kept",
    "lifelines": "a curve that is not kept",
    "plotly": "the charts that answer the pointer",
    "PIL": "pictures as PNG",
    "pptx": "slides",
    "reportlab": "the sheet as PDF",
    "python_calamine": "workbooks",
    "node": "building files like itself",
    "duckdb": "tables of a whole registry",
}


def not_here(library: str) -> Refusal:
    """The sentence for what cannot be done in the one file."""
    return Refusal(
        f"This file does not carry {NOT_HERE[library]} ({library}); the installed board does that.",
        place=library,
        allowed="what the installed board answers",
    )


class _Nothing(type):
    """Whatever is asked of what is not there: it may be named, written into annotations and inherited from."""

    library = ""

    def __call__(cls, *_args: object, **_kwargs: object) -> NoReturn:
        raise not_here(cls.library)

    def __getattr__(cls, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _nothing(cls.library, name)

    def __getitem__(cls, _key: object) -> _Nothing:
        return cls

    def __or__(cls, _other: object) -> _Nothing:
        return cls

    __ror__ = __or__


def _nothing(library: str, name: str) -> _Nothing:
    made = _Nothing(name, (), {})
    made.library = library
    return made


class _Module(ModuleType):
    """A module that is not there; it has every name."""

    library = ""

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _nothing(self.library, name)


class _Missing(MetaPathFinder, Loader):
    """Finds what is not there."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        top = fullname.partition(".")[0]
        return ModuleSpec(fullname, self, is_package=True) if top in NOT_HERE or fullname in self._modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        made = _Module(spec.name)
        made.library = self._modules.get(spec.name, spec.name.partition(".")[0])
        return made

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__path__"] = []


def say_what_is_missing(modules: Mapping[str, str]) -> None:
    """From now on these libraries are not there, whether they are installed or not, nor are the modules of the core
    that begin with one of them: each with the library it begins with."""
    sys.meta_path.insert(0, _Missing(modules))
