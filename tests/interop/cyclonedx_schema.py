"""CycloneDX, by the strict validator of its own Python library."""

import json

from checking import Wrong, each, equal, finish, first, refuses
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)


def valid(text):
    error = VALIDATOR.validate_str(text)
    if error is not None:
        raise Wrong(str(error))


def check(path, report):
    text = path.read_text(encoding="utf-8")
    valid(text)
    bom = json.loads(text)
    judged = {entry["requirement"]: entry["conformance"].get("score") for entry in bom["declarations"]["attestations"][0]["map"]}
    scores = {"met": 1, "planned": 0, "unmet": 0, "waived": 0}
    equal("scores", judged, {one["requirement"]: scores.get(one["verdict"]) for one in report["findings"]})
    counted = {prop["name"].removeprefix("sekisho:total-"): int(prop["value"]) for prop in bom["metadata"]["properties"] if "total-" in prop["name"]}
    equal("verdicts", counted, report["totals"])


finish(each("cyclonedx", check), refuses("cyclonedx", valid, first("cyclonedx").replace('"predicate"', '"predicated"', 1)))
