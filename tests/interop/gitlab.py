"""GitLab code quality, by what its documentation asks of a report: these members, these severities, and no fingerprint twice."""

import json

import jsonschema
from checking import Wrong, each, finish, first, refuses

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path"],
                "properties": {"path": {"type": "string", "pattern": "^(?!\\./|/)."}},
                "anyOf": [
                    {"required": ["lines"], "properties": {"lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}}},
                    {"required": ["positions"], "properties": {"positions": {"required": ["begin"]}}},
                ],
            },
        },
    },
}


def valid(text):
    if text.startswith("\ufeff"):
        raise Wrong("GitLab takes no byte order mark")
    issues = json.loads(text)
    jsonschema.validate(issues, SCHEMA)
    fingerprints = [issue["fingerprint"] for issue in issues]
    if len(set(fingerprints)) != len(fingerprints):
        raise Wrong("a fingerprint is there twice")
    return issues


def check(path, report):
    named = {issue["check_name"] for issue in valid(path.read_text(encoding="utf-8"))}
    unmet = {one["requirement"] for one in report["findings"] if one["verdict"] == "unmet"}
    if not unmet <= named:
        raise Wrong(f"{sorted(unmet - named)} are unmet and not there")


finish(each("gitlab", check), refuses("gitlab", valid, '[{"description": "x"}]' if first("gitlab") else ""))
