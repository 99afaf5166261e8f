"""JUnit, by junitparser, and by the schema of Jenkins' xUnit plugin where it could be had."""

import io
import tarfile

import junitparser
from checking import WORK, Wrong, each, equal, finish, first, refuses, totals
from lxml import etree

KINDS = {
    "met": None,
    "planned": junitparser.Skipped,
    "unmet": junitparser.Failure,
    "unproven": junitparser.Skipped,
    "inconclusive": junitparser.Error,
    "review": junitparser.Skipped,
    "waived": junitparser.Skipped,
    "not_applicable": junitparser.Skipped,
}


def schema():
    """The schema out of the sources of pytest; none if they are not there."""
    for path in (WORK / "pytest").glob("pytest-*.tar.gz"):
        with tarfile.open(path) as archive:
            member = next(name for name in archive.getnames() if name.endswith("junit-10.xsd"))
            return etree.XMLSchema(etree.parse(archive.extractfile(member)))
    return None


SCHEMA = schema()


def valid(text):
    SCHEMA.assertValid(etree.parse(io.BytesIO(text.encode("utf-8"))))


def check(path, report):
    if SCHEMA is not None:
        valid(path.read_text(encoding="utf-8"))
    suites = list(junitparser.JUnitXml.fromfile(str(path)))
    cases = [case for suite in suites for case in suite]
    equal("requirements", [case.name.split()[0] for case in cases], [one["requirement"] for one in report["findings"]])
    for case, finding in zip(cases, report["findings"]):
        kind = KINDS[finding["verdict"]]
        equal(case.name, [type(result) for result in case.result], [] if kind is None else [kind])
        if kind is not None:
            equal(case.name, case.result[0].type, finding["verdict"])
    said = totals(case.result[0].type if case.result else "met" for case in cases)
    equal("verdicts", said, report["totals"])
    for suite in suites:
        found = [result for case in suite for result in case.result]
        for name, kind in (("failures", junitparser.Failure), ("errors", junitparser.Error), ("skipped", junitparser.Skipped)):
            equal(f"{name} of {suite.name}", getattr(suite, name), sum(isinstance(one, kind) for one in found))
        if suite.tests != len(list(suite)):
            raise Wrong(f"{suite.name} states {suite.tests} tests and has {len(list(suite))}")


fine = [each("junit", check)]
if SCHEMA is not None:
    fine.append(refuses("junit", valid, first("junit").replace("classname=", "class=", 1)))
finish(*fine)
