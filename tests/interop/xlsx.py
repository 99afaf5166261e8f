"""XLSX, by openpyxl, and by LibreOffice where it is installed."""

import csv
import io
import shutil
import subprocess

import openpyxl
from checking import WORK, Wrong, each, equal, finish, refuses


def cells(path):
    """Every sheet as rows of values; a formula is a text that begins with `=`."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheets = {}
    for sheet in book.worksheets:
        if sheet.merged_cells.ranges:
            raise Wrong(f"{sheet.title} has merged cells: {sheet.merged_cells.ranges}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    raise Wrong(f"{sheet.title} {cell.coordinate} is a formula")
        sheets[sheet.title] = [list(row) for row in sheet.iter_rows(values_only=True)]
    return sheets


def has_all(sheets, report, program):
    """Some sheet has one row per finding, in order."""
    ids = [finding["requirement"] for finding in report["findings"]]
    known = set(ids)
    for rows in sheets:
        if [next((cell for cell in row if cell in known), None) for row in rows if known & {cell for cell in row if isinstance(cell, str)}] == ids:
            return
    raise Wrong(f"no sheet has one row per finding as {program} reads it")


def office(path):
    """Every sheet as LibreOffice exports it."""
    folder = WORK / "office"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    named = folder / "one.xlsx"
    named.write_bytes(path.read_bytes())
    every_sheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    profile = f"-env:UserInstallation=file://{WORK}/office-profile"
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet, "--outdir", folder, named]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    exported = sorted(folder.glob("*.csv"))
    if done.returncode != 0 or not exported:
        raise Wrong(f"soffice: {done.stdout}{done.stderr}")
    return [list(csv.reader(io.StringIO(one.read_text(encoding="utf-8")))) for one in exported]


def check(path, report):
    sheets = cells(path)
    has_all(sheets.values(), report, "openpyxl")
    if shutil.which("soffice"):
        exported = office(path)
        equal("sheets", len(exported), len(sheets))
        has_all(exported, report, "LibreOffice")


spoiled = WORK / "spoiled.xlsx"
spoiled.write_bytes(b"PK")
finish(each("xlsx", check), refuses("xlsx", cells, spoiled))
