"""clang-tidy over our own sources, from the compile commands of a build folder.

A verdict is kept by the content of everything it depends on, in the user's cache folder: a file whose text, headers,
flags and rules are as they were is not looked at twice. Exit code 77: skipped, the last line says why.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
WANTED = "14"  # other releases have other checks
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def find_linter():
    for name in (f"clang-tidy-{WANTED}", "clang-tidy"):
        if shutil.which(name):
            words = subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout
            version = re.search(r"version (\d+)", words)[1]
            if version == WANTED:
                return name
            print(f"clang-tidy {version} is installed, the rules are for {WANTED}")
            sys.exit(77)
    print("clang-tidy is not installed")
    sys.exit(77)


def own_commands(build):
    """One compile command for each of our sources; a source that is compiled twice is looked at once."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if path.suffix == ".cpp" and TOP in path.parents and build not in path.parents:
            commands.setdefault(path, entry)
    return commands


def with_headers(path, roots, seen):
    """The file and all headers of ours that it reaches, generated ones included."""
    if path in seen or not path.is_file():
        return seen
    seen.add(path)
    for name in INCLUDE.findall(path.read_text(errors="replace")):
        for root in (path.parent, *roots):
            if (root / name).is_file():
                with_headers(root / name, roots, seen)
                break
    return seen


def verdict_key(path, entry, build):
    digest = hashlib.sha256()
    roots = [TOP, *(build / "embedded").glob("*")]
    for file in [TOP / ".clang-tidy", pathlib.Path(__file__), *sorted(with_headers(path, roots, set()))]:
        digest.update(file.read_bytes())
    digest.update(entry["command"].replace(str(build), "").replace(str(TOP), "").encode())
    return digest.hexdigest()


def gcc_only_headers():
    """omp.h, which comes with GCC alone; after clang's own folders, so that it takes no other header from there. It names each
    allocation's counterpart, as an argument of an attribute that takes none in clang."""
    found = subprocess.run(["g++", "-print-file-name=include"], capture_output=True, text=True).stdout.strip()
    return [f"--extra-arg=-idirafter{found}", "--extra-arg=-D__malloc__(counterpart)="] if found else []


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    linter = find_linter()
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "grayscope", "lint")
    cache.mkdir(parents=True, exist_ok=True)
    commands = own_commands(build)
    folder = build / "lint"
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(list(commands.values())))
    extra = gcc_only_headers()

    def lint(path):
        key = cache / verdict_key(path, commands[path], build)
        if key.exists():
            return path, 0, ""
        run = subprocess.run([linter, "-p", folder, "--quiet", *extra, path], capture_output=True, text=True)
        if run.returncode == 0:
            key.touch()
        return path, run.returncode, run.stdout + run.stderr

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, code, words in pool.map(lint, commands):
            if code != 0:
                failed += 1
                print(f"{path.relative_to(TOP)}:\n{words}")
    print(f"{len(commands)} files looked at, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
