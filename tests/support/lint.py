"""clang-tidy over our own sources, from the compile commands of a build folder.

A verdict is kept by the content of everything it depends on, in the user's cache folder: a file whose text, headers,
flags and rules are as they were is not looked at twice. Nine tenths of the linter's time go into the headers of the
libraries, so sources with the same flags are looked at together, one behind the other in one file. If it finds
anything there, each of them is looked at by itself: what it says then names the right file and line.
Exit code 77: skipped, the last line says why.
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
TOGETHER = 10  # sources at most
UNNAMED = re.compile(r"^namespace \{\n(.*?)^\}  // namespace\n", re.MULTILINE | re.DOTALL)
DECLARED = re.compile(r"(?<![:\w])(\w+)\s*(?:[=({;\[]|:(?!:))")


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


def private_names(path):
    """Names that the source declares for itself alone; a few too many do no harm."""
    text = path.read_text()
    lines = [line for part in UNNAMED.findall(text) for line in part.splitlines() if line[:1].isalpha()]
    lines += [line for line in text.splitlines() if line.startswith(("#define ", "static ", "int main("))]
    return {name for line in lines for name in DECLARED.findall(line.removeprefix("#define") + ";")}


def batches(paths, commands):
    """Sources that can stand in one file: the same flags, and no private name twice."""
    open_batches = {}
    for path in paths:
        flags = commands[path]["command"].split(" -o ")[0]
        names = private_names(path)
        for batch, taken in open_batches.setdefault(flags, []):
            if len(batch) < TOGETHER and not names & taken:
                batch.append(path)
                taken |= names
                break
        else:
            open_batches[flags].append(([path], names))
    return [batch for group in open_batches.values() for batch, _ in group]


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
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    extra = [*gcc_only_headers(), f"--config-file={TOP / '.clang-tidy'}"]
    keys = {path: cache / verdict_key(path, commands[path], build) for path in commands}
    entries = list(commands.values())

    def run(path):
        return subprocess.run([linter, "-p", folder, "--quiet", *extra, path], capture_output=True, text=True)

    def findings(batch, together):
        """The words about each source of the batch with findings."""
        if len(batch) > 1 and run(together).returncode == 0:
            found = {}
        else:
            runs = {path: run(path) for path in batch}
            found = {path: r.stdout + r.stderr for path, r in runs.items() if r.returncode != 0}
        for path in batch:
            if path not in found:
                keys[path].touch()
        return found

    work = []
    for number, batch in enumerate(batches([p for p in commands if not keys[p].exists()], commands)):
        together = folder / f"together_{number}.cpp"
        together.write_text("".join(f'#line 1 "{path}"\n{path.read_text()}\n' for path in batch))
        entry = dict(commands[batch[0]], file=str(together))
        entry["command"] = entry["command"].replace(str(batch[0]), str(together))
        entries.append(entry)
        work.append((batch, together))
    (folder / "compile_commands.json").write_text(json.dumps(entries))

    failed = 0
    work.sort(key=lambda item: -len(item[0]))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(findings, *zip(*work)):
            for path, words in found.items():
                failed += 1
                print(f"{path.relative_to(TOP)}:\n{words}")
    print(f"{len(commands)} files looked at, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
