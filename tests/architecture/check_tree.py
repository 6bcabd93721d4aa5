"""Holds every file of the tree against the rules; prints the findings and fails when there are any."""

import pathlib
import subprocess
import sys

import rules

TOP = pathlib.Path(__file__).resolve().parents[2]


def files():
    """What git knows or would add; without git (a source archive), everything outside of build folders."""
    listed = subprocess.run(["git", "-C", TOP, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True)
    if listed.returncode == 0:
        return [name for name in listed.stdout.split("\0") if name and (TOP / name).is_file()]
    names = (path.relative_to(TOP) for path in TOP.rglob("*") if path.is_file())
    return [name.as_posix() for name in names if not name.parts[0].startswith(("build", ".git", "frames"))]


def main():
    found, texts = [], {}
    for name in files():
        try:
            text = (TOP / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        texts[name] = text
        found += rules.findings(name, text)
    found += rules.shared_names(texts)
    print("\n".join(found))
    print(f"{len(texts)} files looked at, {len(found)} findings")
    return 1 if found or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
