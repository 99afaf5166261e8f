"""in-toto, by the messages and checks of its own Python library."""

import json

from checking import each, equal, finish, first, refuses
from google.protobuf import json_format
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement

LISTS = {"passedTests": ("met",), "warnedTests": ("planned", "waived"), "failedTests": ("unmet",)}


def valid(text):
    statement = json_format.Parse(text, statement_pb2.Statement())
    Statement.copy_from_pb(statement).validate()
    # Extensions have a URI for a name and are not part of the message; nothing else may be unknown.
    predicate = {name: value for name, value in json.loads(text)["predicate"].items() if ":" not in name}
    result = json_format.ParseDict(predicate, test_result_pb2.TestResult())
    for descriptor in result.configuration:
        ResourceDescriptor.copy_from_pb(descriptor).validate()
    return statement, result


def check(path, report):
    statement, result = valid(path.read_text(encoding="utf-8"))
    equal("subject", statement.subject[0].digest["sha256"], report["submission"]["digest"])
    listed = json_format.MessageToDict(result)
    for name, verdicts in LISTS.items():
        equal(name, listed.get(name, []), [one["requirement"] for one in report["findings"] if one["verdict"] in verdicts])
    if report["decision"]["outcome"] in ("rejected", "undecided"):
        equal("result", listed["result"], "FAILED")


finish(each("in-toto", check), refuses("in-toto", valid, first("in-toto").replace('"failedTests"', '"failed"', 1)))
