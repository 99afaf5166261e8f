"""SARIF, by Microsoft's multitool and by the JSON schema that comes with it."""

import json
import stat
import subprocess
import urllib.parse

import jsonschema
from checking import REPORTS, WORK, Wrong, each, equal, finish, first, refuses, totals

PACKAGE = WORK / "node" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
MULTITOOL = PACKAGE / "Sarif.Multitool"
SCHEMA = jsonschema.Draft7Validator(
    json.loads((PACKAGE / "sarif-2.1.0.json").read_text(encoding="utf-8-sig")), format_checker=jsonschema.FormatChecker()
)


def valid(text):
    for error in SCHEMA.iter_errors(json.loads(text)):
        raise Wrong(f"{error.json_path}: {error.message}")


def multitool(texts):
    """What the multitool calls an error of each report: the schema, and what of the specification and of GitHub no schema can say."""
    folder, said = WORK / "sarif", WORK / "said.sarif"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.sarif").write_text(text, encoding="utf-8")
    command = [MULTITOOL, "validate", *sorted(folder.iterdir()), "--rule-kind", "Sarif;Ghas", "--level", "Error", "--output", said, "--quiet"]
    subprocess.run(command, capture_output=True, check=True)
    errors = {name: [] for name in texts}
    for result in json.loads(said.read_text(encoding="utf-8-sig"))["runs"][0].get("results", []):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        errors[urllib.parse.unquote(uri).rpartition("/")[2].removesuffix(".sarif")].append(result)
    return errors


MULTITOOL.chmod(MULTITOOL.stat().st_mode | stat.S_IXUSR)
SPOILED = first("sarif").replace('"shortDescription"', '"description"')
texts = {folder.name: (folder / "sarif").read_text(encoding="utf-8") for folder in sorted(REPORTS.iterdir())}
ERRORS = multitool(texts | {"spoiled": SPOILED})


def accepted(name):
    if ERRORS[name]:
        raise Wrong(json.dumps(ERRORS[name][0]))


def check(path, report):
    text = path.read_text(encoding="utf-8")
    valid(text)
    accepted(path.parent.name)
    results = json.loads(text)["runs"][0]["results"]
    equal("verdicts", totals(result["properties"]["verdict"] for result in results), report["totals"])


bad = first("sarif").replace('"kind": "', '"kind": "x', 1)
finish(each("sarif", check), refuses("sarif", valid, bad), refuses("sarif", accepted, "spoiled"))
