"""What the documents say of the tree: links and paths lead to something, and quoted sentences are the program's own."""

import pathlib
import re
import unittest

import check_tree

TOP = check_tree.TOP
NAMES = check_tree.files()
DOCUMENTS = [name for name in NAMES if name.endswith(".md")]
SPOKEN = ("app/", "kernels/", "cmake/", "run", "check")  # whose texts a user reads
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:app|assets|cmake|docs|kernels|shaders|tests)/[\w./-]+)`")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
VALUE = re.compile(r"\$?\{[^{}]*\}|\$\w+")
EXAMPLE = re.compile(r"\b\w+_mine\b")  # what a recipe's reader will write


def read(name):
    return (TOP / name).read_text(encoding="utf-8")


def without_code(text):
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors(text):
    titles = re.findall(r"^#+ (.*)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def sentences():
    """Every text of the sources as a pattern, in which anything may stand for a value."""
    for name in NAMES:
        if not name.startswith(SPOKEN):
            continue
        text = re.sub(r'"\s*\n?\s*"', "", read(name)) if name.endswith((".cpp", ".h", ".def")) else read(name)
        for words in LITERAL.findall(text):
            for line in re.sub(r"\\\n\s*", "", words).replace('\\"', '"').split("\\n"):
                if len(VALUE.sub("", line)) > 15:
                    yield re.compile("(?:grayscope: )?" + ".+?".join(map(re.escape, VALUE.split(line))))


def quotes(text):
    """Quoted blocks, and the first cells of tables whose head is "it says"."""
    for block in re.findall(r"(?:^> .*\n)+", text, re.MULTILINE):
        yield " ".join(line[2:] for line in block.splitlines())
    for table in re.findall(r"^\| it says \|.*\n\|.*\n((?:\|.*\n)+)", text, re.MULTILINE):
        yield from re.findall(r"^\| `([^`]*)`", table, re.MULTILINE)


class Documents(unittest.TestCase):
    def test_links_lead_to_a_file_and_a_heading_of_it(self):
        self.assertTrue(DOCUMENTS)
        for name in DOCUMENTS:
            for link in LINK.findall(without_code(read(name))):
                path, _, anchor = link.partition("#")
                target = pathlib.PurePosixPath(name).parent / path if path else name
                with self.subTest(document=name, link=link):
                    self.assertTrue(link.startswith("http") or (TOP / target).is_file())
                    self.assertTrue(not anchor or link.startswith("http") or anchor in anchors(read(target)))

    def test_paths_exist(self):
        for name in DOCUMENTS:
            for path in PATH.findall(without_code(read(name))):
                with self.subTest(document=name):
                    self.assertTrue(EXAMPLE.search(path) or (TOP / path).exists(), path)

    def test_quoted_sentences_are_the_programs(self):
        said = list(sentences())
        quoted = list(quotes(read("docs/troubleshooting.md")))
        self.assertGreater(len(quoted), 15)
        for quote in quoted:
            with self.subTest(quote=quote):
                self.assertTrue(any(pattern.fullmatch(quote) for pattern in said))


if __name__ == "__main__":
    unittest.main()
