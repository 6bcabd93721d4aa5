#!/usr/bin/env python3
"""The built program as scripts around it use it: commands on standard input, files, exit codes, sentences.

    test_cli.py PROGRAM [TestCase...]
"""
import json
import os
import pathlib
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TREE = pathlib.Path(HERE).parents[1]
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from arrays import read_npy, read_png, write_npy  # noqa: E402

DATA = os.path.join(HERE, "..", "data")
PROGRAM = ""


def textured(rows, cols):
    """The textured field of tests/data, as one list: u, then v."""
    u, v = [], []
    for y in range(rows):
        for x in range(cols):
            a = (7 * x + 13 * y + x * y) % 64 / 1024
            inside = abs(3 * y - rows) < rows and abs(2 * x - cols) < cols // 2
            u.append(1 - a - (0.5 if inside else 0))
            v.append(a + (0.25 if inside else 0))
    return u + v


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def call(self, *arguments, script=None, environment=None):
        """Runs the program in a folder of its own, without a display; `environment` is added."""
        kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run([PROGRAM, *arguments], input=script or "", capture_output=True, text=True, timeout=300,
                              cwd=self.folder.name, env={**kept, **(environment or {})})

    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, cwd=self.folder.name)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def until(self, condition):
        for _ in range(6000):
            if condition():
                return
            time.sleep(0.01)
        self.fail("it did not come")

    def do(self, *lines):
        """A script that must succeed."""
        done = self.call("run", "-", script="\n".join(lines) + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def fails(self, code, words, *arguments, script=None):
        """Fails with this code and one sentence that has all the words; no frame of a debugger, no second sentence of C++."""
        done = self.call(*arguments, script=script)
        self.assertEqual(done.returncode, code, done.stderr)
        for word in words:
            self.assertIn(word.lower(), done.stderr.lower())
        self.assertNotRegex(done.stderr, r"terminate called|std::|what\(\)|assert|Segmentation")
        self.assertLessEqual(len(done.stderr.strip().splitlines()), 4, done.stderr)
        return done


class Answers(Program):
    """Commands, files and equations, against the answers in tests/data."""

    def settings(self, case):
        boundary = case["boundary"]
        if boundary == "fixed":
            boundary += f" {case.get('boundary_u', 0)} {case.get('boundary_v', 0)}"
        return [f"boundary {boundary}", f"stencil {case['edge']!r} {case['corner']!r}",
                *(f"set {key} {case[key]!r}" for key in ("feed", "kill", "du", "dv", "dt"))]

    def test_whole_fields_in_float64(self):
        with open(os.path.join(DATA, "field_cases.json")) as file:
            cases = json.load(file)
        for case in cases:
            with self.subTest(case["name"]):
                write_npy(self.path("in.npy"), (2, case["rows"], case["cols"]), textured(case["rows"], case["cols"]))
                rates = [f"load-rates {os.path.join(DATA, case['rates'])}"] if "rates" in case else []
                self.do("kernel cpu-reference-f64", *self.settings(case), "load-field in.npy", *rates,
                        f"step {case['steps']}", "save-field out.npy")
                shape, kind, got = read_npy(self.path("out.npy"))
                expected_shape, _, expected = read_npy(os.path.join(DATA, case["field"]))
                self.assertEqual((shape, kind), (expected_shape, "<f8"))
                self.assertLess(max(abs(a - b) for a, b in zip(got, expected)), 1e-12)

    def test_probes_of_the_school_in_float64(self):
        with open(os.path.join(DATA, "conformance_cases.json")) as file:
            case = json.load(file)[0]
        self.do("kernel cpu-reference-f64", *self.settings(case), f"size {case['cols']} {case['rows']}", "seed school",
                f"step {case['steps']}", "save-field out.npy")
        shape, _, got = read_npy(self.path("out.npy"))
        self.assertEqual(shape, (2, case["rows"], case["cols"]))
        for probe in case["expect"]["probes"]:
            at = probe["row"] * case["cols"] + probe["col"]
            self.assertAlmostEqual(got[at], probe["u"], delta=1e-12)
            self.assertAlmostEqual(got[at + case["rows"] * case["cols"]], probe["v"], delta=1e-12)

    def test_every_available_kernel_writes_its_scalar(self):
        kernels = json.loads(self.call("kernels", "--json").stdout)["kernels"]
        for kernel in (k for k in kernels if k["available"]):
            with self.subTest(kernel["id"]):
                self.do(f"kernel {kernel['id']}", "size 40 30", "seed square", "step 5", "save-field f.npy")
                shape, kind, _ = read_npy(self.path("f.npy"))
                self.assertEqual((shape, kind), ((2, 30, 40), {"f32": "<f4", "f64": "<f8"}[kernel["scalar"]]))

    def test_switching_keeps_the_field(self):
        start = ["size 64 48", "seed spots 6 3", "kernel cpu-reference"]
        self.do(*start, "step 40", "save-field straight.npy")
        self.do(*start, "step 15", "kernel cpu-autovec", "step 15", "kernel cpu-openmp", "step 10", "save-field switched.npy")
        with open(self.path("straight.npy"), "rb") as a, open(self.path("switched.npy"), "rb") as b:
            self.assertEqual(a.read(), b.read())


class Commands(Program):
    """Each command of the language, once, without a window."""

    def test_a_script_of_all(self):
        self.do("# a comment, and an empty line", "", "kernel cpu-openmp", "set feed 0.037", "size 96 54", "boundary fixed 1 0",
                "stencil 0.5 0.25", "stencil oono-puri", "preset worms", "seed school", "step 20", "palette cividis", "view fit",
                "save-field out.npy", "save-image out.png", "undo", "redo", "play", "pause", "reset")
        self.assertEqual(read_npy(self.path("out.npy"))[0], (2, 54, 96))
        width, height, rows = read_png(self.path("out.png"))
        self.assertEqual((width, height, len(rows)), (96, 54, 54))

    def test_session_round_trip(self):
        self.do("size 50 40", "seed spots 5 2", "set feed 0.04", "step 30", "save-session s.json", "step 12", "save-field a.npy")
        self.do("load-session s.json", "step 12", "save-field b.npy")
        with open(self.path("a.npy"), "rb") as a, open(self.path("b.npy"), "rb") as b:
            self.assertEqual(a.read(), b.read())

    def test_undo_brings_the_field_back(self):
        self.do("size 32 32", "seed square", "step 3", "save-field a.npy", "paint 16 16 6", "save-field painted.npy", "undo",
                "save-field b.npy")
        fields = {name: read_npy(self.path(name))[2] for name in ("a.npy", "painted.npy", "b.npy")}
        self.assertNotEqual(fields["a.npy"], fields["painted.npy"])
        self.assertEqual(fields["a.npy"], fields["b.npy"])

    def test_loading_sets_the_size(self):
        write_npy(self.path("in.npy"), (2, 3, 5), [0.5] * 30, "<f4")
        self.do("load-field in.npy", "save-field out.npy")
        self.assertEqual(read_npy(self.path("out.npy"))[0], (2, 3, 5))

    def test_picture_has_row_0_at_the_top(self):
        write_npy(self.path("in.npy"), (2, 2, 3), [1, 1, 1, 1, 1, 1] + [0.5, 0, 0, 0, 0, 0.25])
        self.do("load-field in.npy", "palette grey", "set low 0", "set high 0.5", "save-image out.png")
        _, _, rows = read_png(self.path("out.png"))
        grey = [[row[3 * x] for x in range(3)] for row in rows]
        self.assertEqual(grey[0], [255, 0, 0])
        self.assertEqual(grey[1][:2], [0, 0])
        self.assertAlmostEqual(grey[1][2], 128, delta=1)


class Subcommands(Program):
    def test_kernels_as_json(self):
        done = self.call("kernels", "--json")
        self.assertEqual(done.returncode, 0)
        kernels = json.loads(done.stdout)["kernels"]
        self.assertEqual(kernels[0]["id"], "cpu-reference")
        for kernel in kernels:
            self.assertLessEqual({"id", "label", "memory", "scalar", "available", "reason"}, set(kernel))
            self.assertIn(kernel["scalar"], ("f32", "f64"))
            self.assertEqual(kernel["available"], not kernel["reason"])

    def test_render_names_end_in_the_step(self):
        done = self.call("render", "--size", "48x27", "--steps", "70", "--every", "20", "--out", "frames")
        self.assertEqual(done.returncode, 0, done.stderr)
        steps = [int(re.search(r"(\d+)\.png$", name)[1]) for name in sorted(os.listdir(self.path("frames"))) if name != "manifest.json"]
        self.assertEqual(steps[-1], 70)
        self.assertLessEqual({20, 40, 60, 70}, set(steps))
        self.assertEqual(read_png(os.path.join(self.path("frames"), f"frame-{steps[-1]:06}.png"))[:2], (48, 27))

    def test_render_with_preset_and_kernel(self):
        done = self.call("render", "--preset", "spirals", "--kernel", "cpu-reference", "--size", "40x30", "--steps", "4",
                         "--every", "2", "--out", "f")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(len(os.listdir(self.path("f"))), 2)

    def test_check_compares_with_float64(self):
        self.assertEqual(self.call("check", "cpu-autovec").returncode, 0)

    def test_help_and_version(self):
        for arguments in (["--help"], ["--version"], ["run", "--help"]):
            self.assertEqual(self.call(*arguments).returncode, 0)


class Licences(Program):
    def setUp(self):
        super().setUp()
        done = self.call("--licences")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.printed = done.stdout

    def assert_named(self, names):
        self.assertTrue(names)
        missing = [name for name in names if f"`{name}`" not in self.printed]
        self.assertFalse(missing, "docs/third-party.md must name each with its licence")

    def test_they_are_printed_as_the_document_has_them(self):
        self.assertEqual(self.printed.strip(), (TREE / "docs/third-party.md").read_text(encoding="utf-8").strip())

    def test_every_package_that_the_build_asks_for_is_named(self):
        rows = (line.split() for line in (TREE / "cmake/packages.txt").read_text().splitlines() if line)
        self.assert_named([package for group, package in (row for row in rows if row[0] != "#")])

    def test_every_download_is_named(self):
        scripts = "".join(path.read_text() for path in (TREE / "cmake").glob("*.cmake"))
        self.assert_named(re.findall(r"PACKAGE ([\w.-]+)==", scripts))

    def test_every_part_of_an_archive_that_is_unpacked_is_named(self):
        script = (TREE / "cmake/window_dependencies.cmake").read_text()
        self.assert_named(sorted(set(re.findall(r"/external/(\w+)/", script))))


class WrongInput(Program):
    """A sentence that names the thing, its value and what is allowed; code 2; nothing half done."""

    def test_words_that_are_not_known(self):
        self.fails(2, ["frobnicate"], "run", "-", script="frobnicate 3\n")
        self.fails(2, ["no-such-kernel", "cpu-reference"], "run", "-", script="kernel no-such-kernel\n")
        self.fails(2, ["no-such-preset", "coral"], "run", "-", script="preset no-such-preset\n")
        self.fails(2, ["no-such-palette", "inferno"], "run", "-", script="palette no-such-palette\n")
        self.fails(2, ["no-such-seed", "school"], "run", "-", script="seed no-such-seed\n")
        self.fails(2, ["no-such-stencil"], "run", "-", script="stencil no-such-stencil\n")
        self.fails(2, ["no-such-boundary", "periodic"], "run", "-", script="boundary no-such-boundary\n")
        self.fails(2, ["no-such-property"], "run", "-", script="set no-such-property 1\n")
        self.fails(2, ["--no-such-option"], "render", "--no-such-option", "--out", "x")
        self.fails(2, ["no-such-kernel"], "check", "no-such-kernel")
        self.fails(2, ["no-such-kernel"], "bench", "--kernels", "no-such-kernel")
        for kernel in json.loads(self.call("kernels", "--json").stdout)["kernels"]:
            if not kernel["available"]:
                self.fails(2, [kernel["id"], kernel["reason"]], "bench", "--kernels", kernel["id"], "--json", "b.json")
        self.fails(2, ["no-such-command", "bench"], "no-such-command")

    def test_numbers(self):
        for value in ("nan", "inf", "-0.1", "7", "", "0.03x", "1e999"):
            with self.subTest(value):
                self.fails(2, ["feed"], "run", "-", script=f"set feed {value}\n")
        self.fails(2, ["size"], "run", "-", script="size 0 10\n")
        self.fails(2, ["size"], "run", "-", script="size -5 10\n")
        self.fails(2, ["step"], "run", "-", script="step -1\n")
        self.fails(2, ["step"], "run", "-", script="step many\n")
        self.fails(2, ["12by10"], "render", "--size", "12by10", "--out", "x")
        self.fails(2, ["--steps", "one value"], "render", "--out", "x", "--steps=")
        self.fails(2, ["--feed", "one value"], "render", "--feed", "0.02", "--feed", "0.03", "--out", "x")
        self.fails(2, ["--rounds", "1e9"], "bench", "--rounds", "1e9")
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_a_script_stops_at_its_first_wrong_line(self):
        self.fails(2, ["line 3", "wrong"], "run", "-",
                   script="size 8 8\nstep 1\nwrong\nsave-field never.npy\n")
        self.assertFalse(os.path.exists(self.path("never.npy")))

    def test_files_that_are_no_fields(self):
        write_npy(self.path("shape.npy"), (3, 4), [0] * 12)
        write_npy(self.path("good.npy"), (2, 4, 4), [0.5] * 32)
        with open(self.path("good.npy"), "rb") as file:
            good = file.read()
        with open(self.path("short.npy"), "wb") as file:
            file.write(good[:-7])
        with open(self.path("foreign.npy"), "wb") as file:
            file.write(b"PK\x03\x04 something else")
        with open(self.path("empty.npy"), "wb"):
            pass
        huge = good.replace(b"(2, 4, 4)", b"(2, 999999999, 999999999)".ljust(9), 1)
        with open(self.path("huge.npy"), "wb") as file:
            file.write(huge)
        for name in ("shape", "short", "foreign", "empty", "huge", "missing"):
            with self.subTest(name):
                self.fails(2, [f"{name}.npy"], "run", "-", script=f"size 6 6\nload-field {name}.npy\n")

    def test_files_that_are_no_sessions(self):
        for name, text in (("broken", "{"), ("foreign", "[1, 2]"), ("empty", ""), ("wrong", '{"feed": "much"}')):
            with open(self.path(f"{name}.json"), "w") as file:
                file.write(text)
        for name in ("broken", "foreign", "empty", "wrong", "missing"):
            with self.subTest(name):
                self.fails(2, [f"{name}.json"], "run", "-", script=f"load-session {name}.json\n")

    def test_a_size_that_does_not_fit_memory(self):
        done = self.call("run", "-", script="size 1000000 1000000\nstep 1\n")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("memory", done.stderr.lower())

    def test_a_folder_that_can_not_be_written(self):
        self.fails(2, ["folder"], "bench", "--kernels", "cpu-reference", "--json", ".")
        self.fails(2, ["nowhere"], "run", "-", script="size 4 4\nsave-field nowhere/out.npy\n")
        with open(self.path("file"), "w"):
            pass
        self.fails(2, ["file"], "render", "--size", "8x8", "--steps", "1", "--out", "file/frames")

    def test_a_field_that_blows_up_says_so(self):
        done = self.call("run", "-", script="size 32 32\nseed square\nset du 1\nset dv 0.5\nstencil all-ones\nset dt 1\nstep 500\n")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("dt", done.stderr)


class Streams(Program):
    """What happens at the program's ends: typed lines, full disks, signals."""

    def test_each_line_is_done_as_it_comes(self):
        process = self.start("run", "-")
        for value in ("0.02", "0.03"):
            process.stdin.write(f"set feed {value}\nget feed\n")
            process.stdin.flush()
            self.assertTrue(select.select([process.stdout], [], [], 60)[0], "no answer while the input is open")
            self.assertIn(f"feed = {value} ", process.stdout.readline())
        process.stdin.close()
        self.assertEqual(process.wait(60), 0)

    def test_answers_are_data_and_reports_are_words(self):
        done = self.do("size 8 8", "get feed", "save-field f.npy")
        self.assertTrue(done.stdout.startswith("feed = "), done.stdout)
        self.assertRegex(done.stderr, r"^Saved the field: [/~].*/f\.npy\n$")

    def test_what_can_not_be_written_is_no_success(self):
        with open("/dev/full", "w") as full:
            for arguments in (["kernels", "--json"], ["run", "--exec", "help"]):
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
                self.assertEqual(done.returncode, 1)
                self.assertIn("standard output", done.stderr)
            self.assertEqual(subprocess.run([PROGRAM, "run", "--exec", "help wrong"], stderr=full).returncode, 2)
        self.fails(1, ["/dev/full", "space"], "run", "--exec", "size 8 8; save-image /dev/full")
        self.fails(1, ["/dev/full", "space"], "run", "--journal", "/dev/full", "--exec", "size 8 8; set feed 0.02")

    def test_an_interrupted_render_leaves_whole_frames(self):
        process = self.start("render", "--size", "300x200", "--steps", "1000000000", "--every", "3", "--out", "f")
        frames = self.path("f")
        self.until(lambda: os.path.isdir(frames) and len(os.listdir(frames)) > 5)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), -signal.SIGINT)
        self.assertIn("interrupted at step", process.stderr.read())
        for name in set(os.listdir(frames)) - {"manifest.json"}:
            self.assertRegex(name, r"^frame-\d+\.png$")
            self.assertEqual(read_png(os.path.join(frames, name))[:2], (300, 200))

    def test_an_interrupted_script_keeps_what_it_wrote(self):
        process = self.start("run", "--exec", "size 64 64; step 3; save-field f.npy; step 1000000000000; save-field never.npy")
        self.until(lambda: os.path.exists(self.path("f.npy")))
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), -signal.SIGTERM)
        self.assertEqual(os.listdir(self.folder.name), ["f.npy"])

    def test_an_interrupted_benchmark_writes_the_figures_that_it_has(self):
        wait = 0.1  # the first is before any sample, unless this machine is very fast
        while not os.path.exists(self.path("b.json")) and wait < 100:
            process = self.start("bench", "--kernels", "cpu-reference", "--sizes", "64x64", "--rounds", "1000", "--seconds", "0.1",
                                 "--json", "b.json")
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(120), -signal.SIGINT)
            wait *= 2
        with open(self.path("b.json")) as file:
            figures = json.load(file)
        self.assertTrue(figures["cancelled"])
        self.assertGreater(len(figures["results"][0]["samples"]), 0)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
