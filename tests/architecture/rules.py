"""The rules of the tree. Each takes a path from the top of the tree and the file's text, and yields findings (line, words)."""

import re

# Who may include whom: a folder may reach itself and those named. The longest folder that fits a path counts. Within
# kernels/ and app/core/ the folders stand from the lowest up, and no arrow points up.
WITHIN_KERNELS = {
    "kernels": set(),
    "kernels/host": {"kernels"},
    "kernels/engine": {"kernels", "kernels/host"},
    "kernels/cpu": {"kernels", "kernels/host"},
    "kernels/cpu_temporal": {"kernels", "kernels/host", "kernels/cpu"},
    "kernels/cpu_rest": {"kernels", "kernels/host", "kernels/cpu_temporal"},
    "kernels/cuda": {"kernels", "kernels/engine"},
    "kernels/roofs": {"kernels", "kernels/host", "kernels/engine", "kernels/cuda"},
}
KERNELS = set(WITHIN_KERNELS)
WITHIN_CORE = {
    "app/core/text": set(),
    "app/core/hands": {"app/core/text"},
    "app/core/document": {"app/core/hands", "app/core/text"},
    "app/core/files": {"app/core/document", "app/core/hands", "app/core/text"},
    "app/core/run": {"app/core/document", "app/core/hands", "app/core/text"},
    "app/core/bench": {"app/core/run", "app/core/files", "app/core/document", "app/core/hands", "app/core/text"},
    "app/core/export": {"app/core/run", "app/core/files", "app/core/document", "app/core/hands", "app/core/text"},
    "app/core/measure": {"app/core/run", "app/core/files", "app/core/document", "app/core/hands", "app/core/text"},
    "app/core/explore": {"app/core/measure", "app/core/run", "app/core/files", "app/core/document", "app/core/hands", "app/core/text"},
    "app/core/app": {"app/core/explore", "app/core/export", "app/core/measure", "app/core/bench", "app/core/run", "app/core/files", "app/core/document", "app/core/hands", "app/core/text"},
}
CORE = set(WITHIN_CORE)
MAY_INCLUDE = {
    **WITHIN_KERNELS,
    **{folder: below | KERNELS for folder, below in WITHIN_CORE.items()},
    "app/cli": CORE | KERNELS,
    "app/render": CORE | KERNELS,
    "app/ui": {"app/render"} | CORE | KERNELS,
    "app": {"app/ui", "app/cli", "app/render"} | CORE | KERNELS,
}
# Headers that only one folder may know, and the folders that are free to test it.
ONLY_IN = [
    (re.compile(r"glad|cuda_gl_interop|\bGL/gl"), "app/render"),
    (re.compile(r"imgui|implot|GLFW/|portable-file-dialogs|portable_file_dialogs"), "app/ui"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^">]+)[">]')
LONGEST_FUNCTION = 80
LONGEST_FILE = 500
WIDEST_PROSE = 100  # columns

SOURCES = (".h", ".cpp", ".cu", ".cuh", ".c")
TEXTS = SOURCES + (".py", ".cmake", ".txt", ".json", ".md", ".frag", ".vert", ".glsl", ".gss", ".yml", "")


def level_of(path):
    fitting = [level for level in MAY_INCLUDE if path.startswith(level + "/")]
    return max(fitting, key=len, default=None)


def include_direction(path, text):
    level = level_of(path)
    if level is None:
        return
    if level in ("app", "kernels") and path.rsplit("/", 1)[0] != level and path.endswith(SOURCES):
        yield 1, f"rules.py does not know the folder {path.rsplit('/', 1)[0]}"
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        target = level_of(found[1]) if found else None
        if target and target != level and target not in MAY_INCLUDE[level]:
            yield number, f"{level} may not include {found[1]}"


def private_headers(path, text):
    if level_of(path) is None:
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        for pattern, owner in ONLY_IN:
            if found and pattern.search(found[1]) and not path.startswith(owner + "/"):
                yield number, f"{found[1]} is known to {owner} alone"


def blank_comments_and_strings(text):
    """The same text, line by line, without what braces in comments, strings and characters would confuse."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])\'', re.DOTALL)
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def functions(text):
    """(first line, lines) of each outermost function body, its head included. Layout, not grammar, is what it reads."""
    text = re.sub(r"^[ \t]*#.*?(?<!\\)$", "", blank_comments_and_strings(text), flags=re.MULTILINE | re.DOTALL)
    stack = []  # for each open brace: the line where its function begins, or None
    head_start = 0
    ended = {}  # depth -> first line of the function whose block closed last there: a constructor may go on
    for at, sign in ((match.start(), match[0]) for match in re.finditer(r"[{};]", text)):
        head = text[head_start:at]
        if sign == "{":
            first = text.count("\n", 0, head_start + len(head) - len(head.lstrip())) + 1
            inside = any(line is not None for line in stack)
            goes_on = len(stack) in ended and head.strip()[:1] in ("", ",")
            initialiser = re.search(r"=\s*[\w:<>, ]*$", head) or re.match(r"\s*(?:enum|namespace)\b", head)
            if inside or initialiser:
                stack.append(None)
            elif goes_on:
                stack.append(ended[len(stack)])
            else:
                stack.append(first if "(" in head else None)
        elif sign == "}" and stack:
            begun = stack.pop()
            ended.pop(len(stack), None)
            if begun is not None:
                ended[len(stack)] = begun
                yield begun, text.count("\n", 0, at) + 2 - begun
        else:
            ended.pop(len(stack), None)
        head_start = at + 1


def long_functions(path, text):
    if path.endswith(SOURCES):
        for first, lines in functions(text):
            if lines > LONGEST_FUNCTION:
                yield first, f"a function of {lines} lines; the longest may have {LONGEST_FUNCTION}"


def long_files(path, text):
    lines = text.count("\n")
    if path.endswith((*SOURCES, ".py", ".cmake", ".frag", ".vert", ".glsl")) and lines > LONGEST_FILE:
        yield 1, f"{lines} lines; the longest file may have {LONGEST_FILE}"


LIST_MARK = re.compile(r"\s*(?:[-*+]|\d+\.)\s")
LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|<https?:[^>\s]*>")


def prose(text):
    """(line number, line) of a document's prose: no fenced or indented code, no tables."""
    fenced, code, blank, in_list = False, False, True, False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced:
            item = LIST_MARK.match(line)
            if line.strip():
                code = line.startswith("    ") and (code or blank) and not (in_list and item)
                in_list = not code and bool(item) or in_list and line.startswith(" ")
            blank = not line.strip()
            if not (code or blank or line.startswith("|")):
                yield number, line


def wide_prose(path, text):
    if path.endswith(".md"):
        for number, line in prose(text):
            if len(LINK_TARGET.sub("", line)) > WIDEST_PROSE:
                yield number, f"{len(line)} columns; prose has at most {WIDEST_PROSE}"


WIDEST_COMMENT = 100
COMMENT_LINE = re.compile(r"\s*(?://|/?\*[ /*])")


def wide_comments(path, text):
    """The formatter leaves comments alone, so that tables and formulas stay as they are: they are wrapped by hand."""
    if path.endswith((*SOURCES, ".def")):
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > WIDEST_COMMENT and COMMENT_LINE.match(line):
                yield number, f"a comment of {len(line)} columns; the widest may have {WIDEST_COMMENT}"


# Written apart, so that these lines do not find themselves.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|not (?:yet )?imple" r"mented", re.IGNORECASE)
HOME = re.compile(r"(?<![\w.~])/(?:home/\w|ro" r"ot/|wo" r"rk/|Users/\w)")
ADDRESS = re.compile(r"https?:" r"//|py" r"pi\.org|pythonho" r"sted|deb\.deb" r"ian")


def is_build_file(path):
    name = path.rsplit("/", 1)[-1]
    return path.startswith(("cmake/", ".ci/")) or name in ("CMakeLists.txt", "CMakePresets.json", "run", "check")


def words_that_stay_out(path, text):
    if path.startswith("tests/architecture/") or not path.endswith(TEXTS):
        return
    for number, line in enumerate(text.splitlines(), 1):
        # A licence or a changelog may speak of such things; code may not.
        if UNFINISHED.search(line) and not path.endswith(".md"):
            yield number, "unfinished work belongs into an issue"
        if HOME.search(line):
            yield number, "a path of one machine"
        if is_build_file(path) and ADDRESS.search(line):
            yield number, "an address in a build file: packages are named, the user's settings say where they are"


DECLARATION = re.compile(
    r"^(?!using\b|namespace\b|template\b|extern\b|typedef\b|friend\b|public:|private:|static_assert|[A-Z_]+\(|[}#/*)])"
    r"(?:(?:class|struct|enum(?: class)?|union)\s+\w+\b(?!;)|[\w:<>,\s*&\[\]]+\([^;]*)")


# What the program above the kernels sees of them; their own helpers are documented where the name does not say it all.
KERNELS_FACE = re.compile(r"kernels/(kernel_api|engine/\w+|roofs/roofs|cuda/info|cuda/device_frame|host/isa)\.h")


def undocumented(path, text):
    """In a public header, each type and function at namespace scope follows a comment, or shares its neighbour's.

    The first of a file may rest on the comment that heads the file.
    """
    if not (path.endswith(".h") and path.startswith("app/") or KERNELS_FACE.match(path)):
        return
    bare = blank_comments_and_strings(text).splitlines()
    depth, scopes = 0, [0]
    documented, first = False, text.startswith(("//", "/*"))
    for number, (line, code) in enumerate(zip(text.splitlines(), bare), 1):
        stripped = line.strip()
        if re.match(r"\s*(?:inline )?namespace\b[^;=]*\{|\s*extern\b.*\{", code):
            depth += code.count("{") - code.count("}")
            scopes.append(depth)
            documented = False
            continue
        if stripped.startswith(("//", "/*", "*")) or line.rstrip().endswith("*/") and not code.strip():
            documented = True
        elif not stripped:
            documented = False
        elif depth == scopes[-1] and DECLARATION.match(code) and not code.startswith(" "):
            if not (documented or first or "//" in line or "/*" in line):
                yield number, f"a public declaration without a comment: {stripped[:60]}"
            documented, first = True, False
        depth += code.count("{") - code.count("}")
        while len(scopes) > 1 and depth < scopes[-1]:
            scopes.pop()


KERNEL_ID = re.compile(r'"[^"\n]*\b(?:cpu|cuda)-[a-z][^"\n]*"')


def kernel_ids(path, text):
    """What the program knows of a kernel stands in the kernel's own row. Texts for the user may name one as an example."""
    if path.startswith("app/") and path.endswith(SOURCES):
        for number, line in enumerate(re.sub(r"//.*", "", text).splitlines(), 1):
            if KERNEL_ID.search(line):
                yield number, "a kernel's id: ask its row (kernel_api.h), fastest_kernel() or reference_kernel()"


# Words at which an English reader stumbles; CONTRIBUTING says what to write instead. They may be split by a line's end.
STUMBLES = ("anew", "somebody", "whoever", "in vain", "by turns", "parted by", "had better", "counted through",
            "known are", "allowed is", "nobody", "for good")
STUMBLE = re.compile(r"\b(?:" + "|".join(words.replace(" ", r"[\s/*#]+") for words in STUMBLES) + r")\b", re.IGNORECASE)


def stumbling_words(path, text):
    if path.startswith(("tests/architecture/", "CONTRIBUTING.md")) or not path.endswith((*SOURCES, ".def", ".md")):
        return
    for found in STUMBLE.finditer(text):
        words = " ".join(re.split(r"[\s/*#]+", found[0]))
        yield text.count("\n", 0, found.start()) + 1, f'"{words}" is no plain English'


def statements(text):
    """(first line, words) of each statement that a semicolon ends, with what stands in brackets left out."""
    text = re.sub(r"^[ \t]*#.*?(?<!\\)$", lambda found: re.sub(r"[^\n]", " ", found[0]), blank_comments_and_strings(text),
                  flags=re.MULTILINE | re.DOTALL)
    depths, words, begun = [0], [], 0  # of brackets, for each open brace
    for at, sign in enumerate(text):
        if sign in "([":
            depths[-1] += 1
        elif sign in ")]":
            depths[-1] -= 1
        elif sign == "{":
            depths.append(0)
        elif sign == "}" and len(depths) > 1:
            depths.pop()
        if sign in "{}" or sign == ";" and depths[-1] == 0:
            if sign == ";":
                yield text.count("\n", 0, begun) + 1, "".join(words).strip()
            words = []
        elif depths[-1] == 0:
            begun = begun if "".join(words).strip() else at
            words.append(sign)


CONDITION = r"(?:(?:else|if|while|for)\b[\s)]*)*"
ASSIGNED = r"[*+-]*[\w.:>-]+\)*\]?\s*(?:[-+*/|&^]|<<|>>)?=(?!=)"
JOINED = re.compile(rf"{CONDITION}(?:{ASSIGNED}.*, {ASSIGNED}|[\w.>-]+\), [\w.>-]+\))", re.DOTALL)
CHOSEN = re.compile(rf"{CONDITION}(?![\s)]*(?:else|if|return|throw|case|using|static_assert)\b)[^=]*\?[^=]*:[^=]*", re.DOTALL)


def joined_statements(path, text):
    """A statement says one thing: no comma between two assignments, no choice whose value is thrown away."""
    if path.endswith(SOURCES):
        for line, words in statements(text):
            if JOINED.match(words):
                yield line, "two statements joined by a comma"
            elif CHOSEN.fullmatch(words):
                yield line, "a choice (?:) as a statement"


WALL_CLOCK = re.compile(r"\bsystem_clock\b|\btime\((?:nullptr|NULL|0)\)|CLOCK_REALTIME|\bgettimeofday\b")
# Files that name or show the time of day. A period is measured by the steady clock, since the other one can be set.
KNOWS_THE_DAY = ("app/core/files/paths.cpp", "app/core/files/run_journal.cpp", "app/ui/bench_panel.cpp")


def wall_clock(path, text):
    if path.startswith(("app/", "kernels/")) and path.endswith(SOURCES) and path not in KNOWS_THE_DAY:
        for number, line in enumerate(blank_comments_and_strings(text).splitlines(), 1):
            if WALL_CLOCK.search(line):
                yield number, "the time of day jumps: take std::chrono::steady_clock"


FOLDER_BY_NAME = re.compile(r'\btemp_directory_path\b|\babsolute\("|\bcurrent_path\([^)]')


def folders_of_tests(path, text):
    """Tests run side by side, so that a folder with a fixed name is another test's, too."""
    if path.startswith("tests/") and path.endswith(SOURCES) and path != "tests/support/folder.h":
        for number, line in enumerate(text.splitlines(), 1):
            if FOLDER_BY_NAME.search(line):
                yield number, "a test's folder is a test::Folder, and it works there by test::Within"


RULES = [include_direction, private_headers, long_functions, long_files, wide_prose, wide_comments, words_that_stay_out,
         undocumented, stumbling_words, kernel_ids, joined_statements, wall_clock, folders_of_tests]


CLASS = re.compile(r"^(?:class|struct|enum class|enum|union)\s+(\w+)\b(?!\s*;)[^;{]*\{", re.MULTILINE)


def shared_names(texts):
    """A name means one thing: no two headers define a class of the same name. texts: the text of each file by its path."""
    owners = {}
    for path, text in sorted(texts.items()):
        if path.startswith(("app/", "kernels/")) and path.endswith(".h"):
            for found in CLASS.finditer(text):
                first = owners.setdefault(found[1], path)
                if first != path:
                    yield f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {found[1]} is a class of {first}, too"


def findings(path, text):
    for rule in RULES:
        for line, words in rule(path, text):
            yield f"{path}:{line}: {words}"
