"""CSV, read by Python's csv module: one row per requirement, every row as long as the header, the verdicts those of the JSON report."""

import csv
import io

from checking import Wrong, each, equal, finish, first, refuses

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(text):
    if not text.startswith("\ufeff"):
        raise Wrong("there is no byte order mark, so spreadsheet programs take it for another encoding")
    table = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    for number, row in enumerate(table, start=1):
        equal(f"cells of row {number}", len(row), len(table[0]))
        for cell in row:
            if cell.startswith(FORMULA):
                raise Wrong(f"row {number}: {cell[:40]!r} would be a formula")
    return table


def check(path, report):
    table = rows(path.read_bytes().decode("utf-8"))
    equal("rows", len(table) - 1, len(report["findings"]))
    ids = [finding["requirement"] for finding in report["findings"]]
    column = next(number for number, cell in enumerate(table[1]) if cell == ids[0])
    equal("requirements", [row[column] for row in table[1:]], ids)


finish(each("csv", check), refuses("csv", rows, first("csv").replace("\n", ",x\n", 1)))
