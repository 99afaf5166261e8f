"""What every check shares: the fixtures, their JSON reports, and saying what was found."""

import json
import pathlib
import sys
from collections import Counter

REPORTS = pathlib.Path(sys.argv[1])
WORK = pathlib.Path(sys.argv[2])
VERDICTS = ("met", "planned", "unmet", "unproven", "inconclusive", "review", "waived", "not_applicable")


class Wrong(Exception):
    """Something about a report is not as it should be."""


def equal(what, found, expected):
    """Fails unless both are equal."""
    if found != expected:
        raise Wrong(f"{what}: {found!r}, the JSON report has {expected!r}")


def totals(verdicts):
    """How often each verdict is in a list of them."""
    counts = Counter(verdicts)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def each(form, check):
    """Has `check(path, report)` look at every fixture; whether none was wrong."""
    fine = True
    for folder in sorted(REPORTS.iterdir()):
        path = folder / form
        if not path.exists():
            continue
        report = json.loads((folder / "json").read_text(encoding="utf-8"))
        try:
            check(path, report)
            print(f"ok {form} {folder.name}", flush=True)
        except Exception as error:  # every failure of a tool is one of the report
            fine = False
            print(f"FAILED {form} {folder.name}: {type(error).__name__}: {str(error)[:2000]}", flush=True)
    return fine


def refuses(form, check, spoiled):
    """Whether `check` refuses what is `spoiled`: one that takes everything checks nothing."""
    try:
        check(spoiled)
    except Exception:
        print(f"ok {form}: a spoiled report is refused", flush=True)
        return True
    print(f"FAILED {form}: a spoiled report is taken for a good one", flush=True)
    return False


def first(form):
    """The text of one report of a format, to spoil."""
    return next(folder / form for folder in sorted(REPORTS.iterdir()) if (folder / form).exists()).read_text(encoding="utf-8")


def finish(*results):
    """Ends with the status of the check."""
    sys.exit(0 if all(results) else 1)
