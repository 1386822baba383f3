"""Checks requests and answers against the service's own model, as botocore ships it.

Reads one JSON object a line, {"operation": .., "request": ..} or {"operation": .., "answer": ..},
and writes for each a line with a JSON list of what is wrong with it. Botocore's validator checks
names, types, required members and minimums; the rest of the model (maximums, patterns,
enumerations) is walked here.
"""

import json
import re
import sys

import botocore.session
from botocore.model import ListShape, StructureShape
from botocore.validate import ParamValidator


def ascii_pattern(pattern):
    """The service's patterns are Java's: \\w is ASCII there, and Python has no \\p{..}."""
    return None if r"\p{" in pattern else re.compile(pattern, re.ASCII)


def problems(shape, value, path):
    if isinstance(shape, StructureShape):
        yield from structure_problems(shape, value, path)
    elif isinstance(shape, ListShape):
        yield from range_problems(shape, len(value), path)
        for index, item in enumerate(value):
            yield from problems(shape.member, item, f"{path}[{index}]")
    elif shape.type_name == "string":
        yield from string_problems(shape, value, path)
    elif shape.type_name in ("integer", "long"):
        if isinstance(value, bool) or not isinstance(value, int):
            yield f"{path}: no whole number"
        else:
            yield from range_problems(shape, value, path)
    elif shape.type_name == "boolean" and not isinstance(value, bool):
        yield f"{path}: no boolean"


def structure_problems(shape, value, path):
    for name in shape.required_members:
        if name not in value:
            yield f"{path}.{name}: missing"
    for name, member in value.items():
        if name not in shape.members:
            yield f"{path}.{name}: unknown"
        else:
            yield from problems(shape.members[name], member, f"{path}.{name}")


def string_problems(shape, value, path):
    if not isinstance(value, str):
        yield f"{path}: no string"
        return
    yield from range_problems(shape, len(value), path)
    pattern = shape.metadata.get("pattern")
    compiled = pattern and ascii_pattern(pattern)
    if compiled and not compiled.fullmatch(value):
        yield f"{path}: does not match {pattern}"
    if shape.enum and value not in shape.enum:
        yield f"{path}: not one of {shape.enum}"


def range_problems(shape, size, path):
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        yield f"{path}: {size} is less than {least}"
    if most is not None and size > most:
        yield f"{path}: {size} is more than {most}"


def main():
    session = botocore.session.Session()
    model = session.get_service_model("cognito-idp")
    for line in sys.stdin:
        print(json.dumps(checked(model, json.loads(line))))


def checked(model, case):
    name = case["operation"]
    operation = model.operation_model(name)
    value, shape = case.get("request"), operation.input_shape
    if value is None:
        value, shape = case["answer"], operation.output_shape
    if shape is None:
        return [] if value == {} else [f"{name}: an answer without members"]
    found = list(problems(shape, value, name))
    report = ParamValidator().validate(value, shape)
    if report.has_errors():
        found.append(report.generate_report())
    return found


main()
