#!/usr/bin/env python3
"""Files by the names and contents that people give them: formats, home folders, sessions edited by hand, archives.

    test_files.py PROGRAM [TestCase...]
"""
import array
import gzip
import io
import os
import subprocess
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import test_cli  # noqa: E402
from arrays import read_npy, read_png, write_npy, write_png  # noqa: E402

Program = test_cli.Program
GOOD = [1.0] * 12 + [0.0] * 12


class Files(Program):
    def field(self, name, values=None, descr="<f4"):
        """A field of 3 rows and 4 columns, with other values at some places."""
        changed = list(GOOD)
        for at, value in (values or {}).items():
            changed[at] = value
        write_npy(self.path(name), (2, 3, 4), changed, descr)

    def bytes_of(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def put(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())

    def run_fails(self, words, script):
        return self.fails(2, words, "run", "-", script=script + "\n")


class Values(Files):
    """The content of a file is checked before it is used."""

    def test_a_field_with_one_wrong_value_is_refused_with_its_place(self):
        for descr in ("<f4", "<f8"):
            for value, word in ((float("nan"), "nan"), (float("inf"), "inf"), (float("-inf"), "-inf"), (1e30, "1e+30")):
                for at, place in ((0, "u is {} in row 0, column 0"), (18, "v is {} in row 1, column 2")):
                    with self.subTest(f"{descr} {value} {at}"):
                        self.field("bad.npy", {at: value}, descr)
                        self.run_fails(["bad.npy", place.format(word)], "load-field bad.npy\nsave-image n.png")
        self.assertFalse(os.path.exists(self.path("n.png")))
        self.field("huge.npy", {3: 1e300}, "<f8")
        self.run_fails(["u is 1e+300", "column 3", "-10000 and 10000"], "load-field huge.npy")

    def test_rates_and_the_fields_of_a_session(self):
        self.field("rates.npy", {13: 1.5})
        self.run_fails(["rates.npy", "kill is 1.5 in row 0, column 1", "0 and 1"], "size 4 3\nload-rates rates.npy")
        self.do("size 4 3", "save-session s.json")
        self.field("s.json.npy", {23: float("nan")})
        self.run_fails(["s.json.npy", "v is nan in row 2, column 3"], "load-session s.json")


class Formats(Files):
    """The ending says how a picture is written."""

    def test_a_known_ending_is_written_as_what_it_says(self):
        for name, magic in (("a.png", b"\x89PNG"), ("a.PNG", b"\x89PNG"), ("a.jpg", b"\xff\xd8\xff"), ("b.JPEG", b"\xff\xd8\xff"),
                            ("a.bmp", b"BM"), ("a.ppm", b"P6\n40 30\n255\n"), ("a.tga", b"\0\0\x0a")):
            with self.subTest(name):
                self.do("size 40 30", f"save-image {name}")
                self.assertTrue(self.bytes_of(name).startswith(magic), self.bytes_of(name)[:16])
        self.assertEqual(read_png(self.path("a.PNG"))[:2], (40, 30))
        rows = read_png(self.path("a.png"))[2]
        self.assertEqual(self.bytes_of("a.ppm")[13:], b"".join(bytes(row) for row in rows))

    def test_an_unknown_ending_is_refused_with_those_known(self):
        for name, meant in (("out", "out.png"), ("out.gif", "out.png"), ("out.npy", "out.png"), ("out.pgn", "out.png")):
            self.run_fails([name, ".png, .jpg, .jpeg, .bmp, .tga or .ppm", meant], f"size 4 3\nsave-image {name}")
        self.run_fails(["out.txt", ".npy", "out.npy"], "size 4 3\nsave-field out.txt")
        self.run_fails(["out.png", "PNG", ".json"], "size 4 3\nsave-session out.png")
        self.fails(2, ["b.gif", "b.png"], "bench", "--rounds", "0", "--plot", "b.gif")
        self.fails(2, ["b.png", ".json"], "bench", "--rounds", "0", "--json", "b.png")
        self.fails(2, ["j.npy", ".gss"], "run", "--journal", "j.npy", "--exec", "size 4 3")
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_what_is_no_file_needs_no_ending(self):
        self.do("size 4 3", "save-image /dev/null", "save-field /dev/null")

    def test_pipes_are_read_and_written(self):
        self.field("f.npy")
        done = subprocess.run(["bash", "-c", f"{test_cli.PROGRAM} run <(echo 'size 5 4; save-field /dev/stdout') | cat > g.npy; "
                               f"cat f.npy | {test_cli.PROGRAM} run --exec 'load-field /dev/stdin; save-field h.npy'"],
                              cwd=self.folder.name, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(read_npy(self.path("h.npy"))[2].tolist(), GOOD)
        self.assertEqual(read_npy(self.path("g.npy"))[0][0], 2)

    def test_a_session_may_have_any_name(self):
        for name in ("demo.session", "demo", "v1.2"):
            self.do("size 4 3", "step 2", f"save-session {name}")
            self.assertIn("step 2", self.call("run", name).stderr)

    def test_help_names_the_formats(self):
        self.assertIn(".png, .jpg, .jpeg, .bmp, .tga or .ppm", self.do("help save-image").stdout)
        self.assertIn(".png, .jpg", " ".join(self.call("bench", "--help").stdout.split()))

    def test_a_journal_does_not_go_on_in_another_file(self):
        self.field("f")
        self.fails(2, ["NumPy"], "run", "--journal", "f", "--exec", "size 4 3")


class Paths(Files):
    """~ is the home folder, even if no shell has expanded it."""

    def call(self, *arguments, script=None):
        before = os.environ.get("HOME")
        os.environ["HOME"] = self.folder.name
        try:
            return super().call(*arguments, script=script)
        finally:
            del os.environ["HOME"]
            if before is not None:
                os.environ["HOME"] = before

    def test_in_commands_and_options(self):
        os.mkdir(self.path("a b"))
        self.do("size 4 3", "save-image ~/x.png", "save-field '~/a b/f.npy'", "save-session ~/s.json", "load-field '~/a b/f.npy'",
                "load-session ~/s.json", "load-rates ~/s.json.npy", f"open 'file://{self.folder.name}/a%20b/f.npy'")
        self.put("go.gss", "size 5 2\nsave-field ~/g.npy\n")
        self.assertEqual(self.call("run", "~/go.gss", "--journal=~/j.gss").returncode, 0)
        self.assertEqual(read_npy(self.path("g.npy"))[0], (2, 2, 5))
        self.assertEqual(self.bytes_of("j.gss"), b"size 5 2\nsave-field ~/g.npy\n")
        self.assertFalse(os.path.exists(self.path("~")))
        self.assertEqual(self.call("bench", "--rounds", "0", "--kernels", "cpu-reference", "--json=~/b.json").returncode, 0)
        self.assertTrue(os.path.exists(self.path("b.json")))

    def test_what_is_not_there(self):
        self.run_fails([self.path("no/x.png"), "No such file"], "size 4 3\nsave-image ~/no/x.png")
        self.run_fails(["no-such-user"], "save-image ~no-such-user/x.png")
        self.run_fails(["example.org"], "load-field https://example.org/x.npy")


class Sessions(Files):
    """A session that was edited by hand."""

    def setUp(self):
        super().setUp()
        self.do("size 4 3", "save-session s.json")
        self.text = self.bytes_of("s.json").decode()

    def test_line_column_and_what_was_expected(self):
        line = 1 + self.text[:self.text.index('"feed"')].count("\n")
        for old, new, words in (('"feed": ', '"feed": , ', [f"line {line}, column 13", "a value"]),
                                ('    "feed"', '    // mine\n    "feed"', [f"line {line}, column 5", "comment"]),
                                ('"feed"', "'feed'", [f"line {line}, column 5", "single quotes"]),
                                ('"knobs": {},', '"knobs": {"a": 1,},', ["a comma too many", "column 19"])):
            self.put("t.json", self.text.replace(old, new, 1))
            with self.subTest(new):
                self.run_fails(["t.json", *words], "load-session t.json")
        for cut in (1, len(self.text) // 2, len(self.text) - 3):
            self.put("t.json", self.text[:cut])
            self.run_fails(["t.json", "line", "column"], "load-session t.json")

    def test_entries_are_named_with_their_value_and_what_is_allowed(self):
        for old, new, words in (('"feed": 0.0545', '"fed": 0.0545', ["fed", 'did you mean "feed"']),
                                ('"feed": 0.0545', '"feed": "much"', ["feed", "much"]),
                                ('"feed": 0.0545', '"feed": 1e999', ["1e999", "too large", "line"]),
                                ('"steps": 0', '"steps": -5', ["steps", "-5", "9007199254740992"]),
                                ('"steps": 0', '"steps": 0, "steps": 1', ["steps", "twice"]),
                                ('"cols": 4', '"cols": 99999999', ["cols", "99999999", "1048576"]),
                                ('"s.json.npy"', '"s.json"', ["s.json", "not a NumPy file but a session"])):
            self.assertIn(old, self.text)
            self.put("t.json", self.text.replace(old, new, 1))
            with self.subTest(new):
                self.run_fails(["t.json", *words], "load-session t.json")


class Contents(Files):
    """A file is what its content says, whatever it is called."""

    def test_run_takes_a_session_and_a_field(self):
        self.do("size 4 3", "step 7", "save-session s.json", "save-field f.npy")
        for name, steps in (("s.json", 7), ("f.npy", 0)):
            done = self.call("run", name)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(f"4 x 3 cells, step {steps}", done.stderr)
            done = self.call("run", name, "--feed", "0.03", "--exec", "step 2; get feed; save-session t.json")
            self.assertEqual((done.returncode, done.stdout[:11]), (0, "feed = 0.03"), done.stderr)
            with open(self.path("t.json")) as file:
                self.assertIn(f'"steps": {steps + 2},', file.read())

    def test_a_binary_file_is_never_taken_for_commands(self):
        self.field("f.npy")
        os.rename(self.path("f.npy"), self.path("f.gss"))
        self.put("p.gss", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        self.put("u.gss", "step 1\n".encode("utf-16"))
        self.fails(2, ["p.gss", "PNG picture"], "run", "p.gss")
        self.fails(2, ["u.gss", "UTF-16", "UTF-8"], "run", "u.gss")
        self.assertEqual(self.call("run", "f.gss").returncode, 0, "it is a field")
        self.assertIn("NumPy array", self.stdin_fails(self.bytes_of("f.gss")))

    def stdin_fails(self, data):
        done = subprocess.run([test_cli.PROGRAM, "run", "-"], input=data, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertNotIn(b"\x93", done.stderr)
        return done.stderr.decode()

    def test_a_picture_brings_back_what_made_it(self):
        self.do("preset worms", "size 40x30", "feed 0.055", "step 3", "save-image own.png")
        done = self.call("run", "own.png", "--exec", "get F; get size")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("feed = 0.055 ", done.stdout)
        self.assertIn("size = 40x30 ", done.stdout)
        self.assertIn("step 3", done.stderr)
        write_png(self.path("foreign.png"), 2, 1, [bytes(6)])
        self.fails(2, ["foreign.png", "PNG picture"], "run", "foreign.png", "--exec", "get F")

    def test_files_of_other_kinds_say_what_they_are(self):
        self.do("size 4 3", "save-image own.png", "save-image j.jpg", "save-session s.json", "save-field f.npy")
        write_png(self.path("p.png"), 2, 1, [bytes(6)])
        self.put("go.gss", "# commands\nstep 3\n")
        self.put("numbers.csv", "1,2,3\n4,5,6\n")
        self.put("empty.npy", b"")
        self.put("f.npy.gz", gzip.compress(self.bytes_of("f.npy")))
        self.put("h.h5", b"\x89HDF\r\n\x1a\n" + bytes(64))
        for command in ("load-field", "load-rates", "load-session", "open"):
            for name, word in (("p.png", "PNG picture"), ("j.jpg", "JPEG picture"), ("numbers.csv", "numpy.loadtxt"),
                               ("empty.npy", "empty"), ("f.npy.gz", "gunzip"), ("h.h5", "h5py")):
                with self.subTest(f"{command} {name}"):
                    self.run_fails([name, word], f"{command} {name}")
        self.run_fails(["own.png", "PNG picture"], "load-field own.png")
        self.run_fails(["s.json", "load-session"], "load-field s.json")
        self.run_fails(["s.json", "load-session"], "load-rates s.json")
        self.run_fails(["go.gss", "script"], "load-field go.gss")
        self.run_fails(["go.gss", "script"], "load-session go.gss")
        self.run_fails(["f.npy", "load-field"], "load-session f.npy")
        self.do("open go.gss", "open s.json", "open f.npy")

    def test_without_a_window_a_file_is_answered(self):
        self.field("f.npy")
        self.fails(2, ["f.npy", "no window", "run f.npy"], "f.npy")

    def test_an_archive_tells_its_arrays(self):
        for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            self.field("m.npy")
            one = self.bytes_of("m.npy")
            with zipfile.ZipFile(self.path("x.npz"), "w", packing) as archive:
                archive.writestr("time.npy", one)
                archive.writestr("state.npy", one)
            for command in ("load-field", "load-rates", "load-session", "open"):
                self.run_fails(["x.npz", "time (float32, shape (2, 3, 4))", "state (float32", 'numpy.load("x.npz")["time"]'],
                               f"{command} x.npz")
        plane = io.BytesIO()
        write_npy(self.path("p.npy"), (3, 4), [0.0] * 12)
        plane.write(self.bytes_of("p.npy"))
        with zipfile.ZipFile(self.path("uv.npz"), "w") as archive:
            for name in "uv":
                archive.writestr(f"{name}.npy", plane.getvalue())
        self.run_fails(["u (float64, shape (3, 4))", 'numpy.stack([z["u"], z["v"]])'], "load-field uv.npz")

    def test_arrays_that_are_nearly_fields(self):
        with open(self.path("i.npy"), "wb") as file:
            header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3, 4), }".ljust(117) + "\n"
            file.write(b"\x93NUMPY\x01\0" + len(header).to_bytes(2, "little") + header.encode() + array.array("i", [0] * 24).tobytes())
        self.run_fails(["int32", "astype"], "load-field i.npy")
        for shape, hint in (((3, 4, 2), "moveaxis"), ((6, 4), "numpy.stack([u, v])"), ((1, 2, 3, 4), "array[0]")):
            write_npy(self.path("s.npy"), shape, GOOD)
            self.run_fails([str(shape), hint], "load-field s.npy")


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
