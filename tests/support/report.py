"""Sums up what ./check left in a folder: the stages (a file of lines) and the tests (JUnit files of ctest).

Prints the failures, the skips with their reasons, and as its last line "N passed, N failed, N skipped".
"""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree


def reason_of(case):
    """GoogleTest writes the reason on the line after "...: Skipped"; other tests write it on their last line."""
    output = case.findtext("system-out") or ""
    found = re.search(r": Skipped\n(.+)", output)
    if found:
        return found[1].strip()
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


def read_tests(path):
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        name = case.get("name")
        if path.stem != "check":
            name = f"{path.stem}: {name}"
        skipped = case.find("skipped")
        # ctest calls skipped, too, what it could not even start; the test's own skip is told by its output.
        if skipped is not None and skipped.get("message", "").startswith("SKIP_"):
            yield "skipped", name, reason_of(case)
        elif case.get("status") == "run" and case.find("failure") is None:
            yield "passed", name, ""
        else:
            yield "failed", name, ""


def read_stages(path):
    for line in path.read_text().splitlines():
        result, name, *reason = line.split(" ", 2)
        yield result, name, reason[0] if reason else ""


def group_of(name):
    """Tests that are skipped for the same reason are told together: gpu.Interop.Fallback -> gpu.*"""
    return f"{name.split('.')[0]}.*" if "." in name else name


def main():
    folder = pathlib.Path(sys.argv[1])
    outcomes = []
    if (folder / "stages").exists():
        outcomes += read_stages(folder / "stages")
    for path in sorted(folder.glob("*.xml")):
        outcomes += read_tests(path)

    counts = collections.Counter(result for result, _, _ in outcomes)
    skips = collections.Counter((group_of(name), reason) for result, name, reason in outcomes if result == "skipped")
    for (group, reason), number in sorted(skips.items()):
        print(f"skipped: {group} ({reason})" + (f", {number} tests" if number > 1 else ""))
    for result, name, _ in outcomes:
        if result == "failed":
            print(f"failed: {name}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
