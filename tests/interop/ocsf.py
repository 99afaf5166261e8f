"""OCSF, by the schema of the version each event states, and by the models of py-ocsf-models."""

import json

import jsonschema
from checking import Wrong, each, equal, finish, first, refuses, totals
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding

VERSION = "1.5.0"
SCHEMA = jsonschema.Draft202012Validator(
    OcsfJsonSchemaEmbedded(get_ocsf_schema(VERSION)).get_class_schema("compliance_finding"),
    format_checker=jsonschema.FormatChecker(),
)


def valid(line):
    event = json.loads(line)
    if event["metadata"]["version"] != VERSION:
        raise Wrong(f"the event is of version {event['metadata']['version']}, the schema of {VERSION}")
    for error in SCHEMA.iter_errors(event):
        raise Wrong(f"{error.json_path}: {error.message}")
    ComplianceFinding(**event)
    return event


def check(path, report):
    events = [valid(line) for line in path.read_text(encoding="utf-8").splitlines()]
    equal("requirements", [event["compliance"]["control"] for event in events], [one["requirement"] for one in report["findings"]])
    equal("verdicts", totals(event["compliance"]["status_code"] for event in events), report["totals"])
    passed = sum(event["compliance"]["status_id"] == 1 for event in events)
    equal("passed", passed, report["totals"]["met"])


spoiled = first("ocsf").splitlines()[0].replace('"status_id":', '"status_ix":')
finish(each("ocsf", check), refuses("ocsf", valid, spoiled))
