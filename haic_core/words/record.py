"""The base of every record read from a file: frozen, strict, no unknown keys, no NaN."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Record(BaseModel):
    """A frozen record; an unknown key or a value of another type is refused when it is read.

    The string under a field is its description: a reader of the code and of the JSON Schema has the same words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, make: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        # Read only when a schema is asked for: pydantic's own way reads the source text at every start.
        made = make(core)
        properties = make.resolve_ref_schema(made).get("properties", {})
        for name, text in said_of_fields(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = text
        return made


def said_of_fields(record: type[Record]) -> dict[str, str]:
    """Field by field what stands under it, of the record and of those it is built on."""
    said: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if issubclass(kind, Record) and kind is not Record:
            (written,) = ast.parse(inspect.getsource(kind)).body
            assert isinstance(written, ast.ClassDef)
            for field, under in pairwise(written.body):
                match field, under:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        said[name] = inspect.cleandoc(text)
    return said


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Count = Annotated[int, Field(ge=0)]
Pair = tuple[float, float]
