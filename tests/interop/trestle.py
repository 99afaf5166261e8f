"""OSCAL, by `trestle validate` of compliance-trestle: its models of the schema, and its checks of identifiers and references."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from checking import WORK, Wrong, each, equal, finish, first, refuses, totals

MODELS = {"oscal": "assessment-results", "oscal-poam": "plan-of-action-and-milestones"}
SPACE = pathlib.Path(tempfile.mkdtemp(dir=WORK))


def trestle(*arguments):
    command = [sys.executable, "-m", "trestle", *arguments]
    done = subprocess.run(command, cwd=SPACE, env=os.environ, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def validate(model, text):
    folder = SPACE / model / "one"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / f"{model}.json").write_text(text, encoding="utf-8")
    status, said = trestle("validate", "--type", model, "--name", "one")
    if status != 0 or "VALID: Model" not in said.replace("INVALID", ""):
        raise Wrong(said)


def props(thing, name):
    return [prop["value"] for prop in thing.get("props", []) if prop["name"] == name]


def results(path, report):
    text = path.read_text(encoding="utf-8")
    validate(MODELS["oscal"], text)
    findings = json.loads(text)["assessment-results"]["results"][0]["findings"]
    equal("verdicts", totals(props(finding, "verdict")[0] for finding in findings), report["totals"])


def poam(path, report):
    text = path.read_text(encoding="utf-8")
    validate(MODELS["oscal-poam"], text)
    items = json.loads(text)["plan-of-action-and-milestones"]["poam-items"]
    gaps = [one["requirement"] for one in report["findings"] if one["verdict"] not in ("met", "not_applicable")]
    equal("items", [name for item in items for name in props(item, "requirement")], gaps)


status, said = trestle("init", "--local")
if status != 0:
    raise SystemExit(f"FAILED oscal: trestle init: {said}")
fine = [each("oscal", results), each("oscal-poam", poam)]
for form, model in MODELS.items():
    spoiled = first(form).replace('"title":', '"titel":')
    fine.append(refuses(form, lambda text, model=model: validate(model, text), spoiled))
finish(*fine)
