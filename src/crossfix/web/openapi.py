"""The description of the API (OpenAPI 3.1), made from its table of routes and its records.

``python -m crossfix.web.openapi`` prints it; the page's types are generated from that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from crossfix.model import Record
from crossfix.web import shapes
from crossfix.web.routes import Field, File, Listed, Parameter, Route

_REFERENCE: Final = "#/components/schemas/{name}"
_JSON: Final = "application/json"
_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_REFUSALS: Final = {
    "400": "What was asked makes no sense; the problem says why.",
    "401": "A token is needed.",
    "403": "Another site asks, a header is missing, or nothing may be written.",
    "404": "There is nothing of this name.",
    "409": "The case cannot do this now.",
    "413": "The body is too long.",
    "415": "The body is of another type than this takes.",
    "421": "The application is not served under this name.",
    "500": "crossfix broke on this; the console says more.",
}
_SAYS: Final = (
    "Everything that the page shows and writes. Answers are JSON; a refusal is a Problem with "
    "what to do about it. Requests that write need the header X-Crossfix: 1, and a token where "
    "the application is reached from other computers."
)


def components(routes: Iterable[Route] = ()) -> dict[str, Any]:
    """The JSON Schema of every record that the API sends or takes, by name."""
    records = {
        name: value
        for name in shapes.__all__
        if isinstance(value := getattr(shapes, name), type) and issubclass(value, Record)
    }
    for route in routes:
        answer = route.answer.record if isinstance(route.answer, Listed) else route.answer
        for named in (route.body, answer):
            if isinstance(named, type):
                records[named.__name__] = named
    _, found = msgspec.json.schema_components(records.values(), ref_template=_REFERENCE)
    return dict(found)


def describe(routes: Iterable[Route]) -> bytes:
    """The whole description, as JSON."""
    table = list(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in table:
        paths.setdefault(f"/api{route.path}", {})[route.method.lower()] = _operation(route)
    description = {
        "openapi": "3.1.0",
        "info": {"title": "crossfix", "version": shapes.API_VERSION, "description": _SAYS},
        "paths": paths,
        "components": {
            "schemas": components(table),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }
    return msgspec.json.format(msgspec.json.encode(description), indent=1)


def _operation(route: Route) -> dict[str, Any]:
    found: dict[str, Any] = {
        "summary": route.summary,
        "operationId": _operation_id(route),
        "parameters": [*_path_parameters(route), *map(_query_parameter, route.query)],
        "responses": {str(route.status): _response(route)} | _refusals(),
    }
    if route.method != "GET":
        found["parameters"].append(_write_header())
    if route.body is not None or route.form:
        found["requestBody"] = {"required": True, "content": _content(route)}
    return found


def _operation_id(route: Route) -> str:
    words = re.findall(r"\w+", route.path)
    return "_".join([route.method.lower(), *words])


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in _IN_PATH.findall(route.path)
    ]


def _query_parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.is_number:
        schema = {"type": "integer", "minimum": parameter.least}
        if parameter.most is not None:
            schema["maximum"] = parameter.most
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default is not None:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.meaning,
        "schema": schema,
    }


def _write_header() -> dict[str, Any]:
    return {
        "name": "X-Crossfix",
        "in": "header",
        "required": True,
        "description": "What no form and no link can send.",
        "schema": {"type": "string", "enum": ["1"]},
    }


def _content(route: Route) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if route.body is not None:
        content[_JSON] = {"schema": _reference(route.body)}
    if route.form:
        content["multipart/form-data"] = {"schema": _form(route.form)}
    return content


def _form(fields: Iterable[Field]) -> dict[str, Any]:
    listed = list(fields)
    return {
        "type": "object",
        "properties": {field.name: _form_field(field) for field in listed},
        "required": [field.name for field in listed if field.required],
    }


def _form_field(field: Field) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if field.is_file:
        one["contentMediaType"] = "application/octet-stream"
    if field.many:
        return {"type": "array", "items": one, "description": field.meaning}
    return one | {"description": field.meaning}


def _response(route: Route) -> dict[str, Any]:
    answer = route.answer
    if isinstance(answer, File):
        schema: dict[str, Any] = {} if answer.media_type == _JSON else {"type": "string"}
        return {"description": answer.meaning, "content": {answer.media_type: {"schema": schema}}}
    if isinstance(answer, Listed):
        schema = {"type": "array", "items": _reference(answer.record)}
        return {"description": route.summary, "content": {_JSON: {"schema": schema}}}
    meaning = (answer.__doc__ or "").strip().partition("\n")[0]
    return {"description": meaning, "content": {_JSON: {"schema": _reference(answer)}}}


def _refusals() -> dict[str, Any]:
    schema = _reference(shapes.Problem)
    return {
        status: {"description": words, "content": {_JSON: {"schema": schema}}}
        for status, words in _REFUSALS.items()
    }


def _reference(record: type[Record]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=record.__name__)}


if __name__ == "__main__":
    from crossfix.web.table import TABLE  # the table is made of what this module is used by

    sys.stdout.buffer.write(describe(TABLE))
