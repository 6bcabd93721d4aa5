#!/usr/bin/env python3
"""Frames of what was set up elsewhere, for films: where they start, what they are called, and never two runs in one folder.

    test_render.py PROGRAM [TestCase...]
"""
import csv
import json
import os
import pathlib
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
import unittest
from xml.etree import ElementTree

import test_cli
from test_cli import Program
from arrays import read_npy, read_png, write_npy


def read_facts(path):
    """The tEXt chunks of a PNG as a dictionary."""
    with open(path, "rb") as file:
        data = file.read()
    facts, at = {}, 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"tEXt":
            name, value = data[at + 8 : at + 8 + length].split(b"\0", 1)
            facts[name.decode("ascii")] = value.decode("latin-1")
        at += 12 + length
    return facts


class Render(Program):
    def render(self, *arguments, code=0):
        done = self.call("render", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def frames(self, folder="f"):
        """What is in a folder beside the manifest."""
        return sorted(name for name in os.listdir(self.path(folder)) if name != "manifest.json")

    def picture(self, name):
        return read_png(self.path(name))

    def steps(self, folder="f"):
        return [int(name[6:-4]) for name in self.frames(folder)]


class Starts(Render):
    """The frames show the very field that was set up, and continue from there."""

    setup = ["kernel cpu-reference", "size 40 24", "seed spots 5 2", "vary feed 0.02 0.05 across columns", "step 20", "paint 12 30 5",
             "palette cividis"]

    def reference(self, *later):
        """The pictures of a script that continues by itself: at 20, 27 and 34."""
        self.do(*self.setup, *later, "save-image 20.png", "step 7", "save-image 27.png", "step 7", "save-image 34.png")
        return [self.picture(f"{n}.png") for n in (20, 27, 34)]

    def shown(self, folder="f"):
        return [self.picture(os.path.join(folder, name)) for name in self.frames(folder)]

    def test_a_session(self):
        expected = self.reference()
        self.do(*self.setup, "save-session s.json")
        self.render("s.json", "--steps", "14", "--every", "7", "--start", "--out", "f")
        self.assertEqual(self.steps(), [20, 27, 34])
        self.assertEqual(self.shown(), expected)

    def test_a_script(self):
        expected = self.reference()
        with open(self.path("demo.gss"), "w") as file:
            file.write("\n".join([*self.setup, "quit", "never a command"]) + "\n")
        self.render("--script", "demo.gss", "--steps", "14", "--every", "7", "--start", "--out", "f")
        self.assertEqual(self.shown(), expected)
        self.render("demo.gss", "--steps", "14", "--every", "7", "--out", "g")
        self.assertEqual(self.steps("g"), [27, 34])
        self.assertEqual(self.shown("g"), expected[1:])

    def test_commands(self):
        expected = self.reference()
        self.render("--exec", "; ".join([*self.setup, "quit"]), "--steps", "14", "--every", "7", "--start", "--out", "f")
        self.assertEqual(self.shown(), expected)

    def test_settings_come_after_the_file_and_before_the_commands(self):
        expected = self.reference("palette magma", "set feed 0.03", "paint 3 3 4")
        self.do(*self.setup, "save-session s.json")
        self.render("s.json", "--palette", "magma", "-F", "0.03", "--exec", "paint 3 3 4", "--steps", "14", "--every", "7", "--start",
                    "--out", "f")
        self.assertEqual(self.shown(), expected)

    def test_a_field(self):
        write_npy(self.path("in.npy"), (2, 3, 5), [1] * 15 + [0.25] * 15, "<f4")
        self.render("in.npy", "--steps", "0", "--out", "f")
        self.assertEqual(self.steps(), [0])
        self.assertEqual(self.shown()[0][:2], (5, 3))

    def test_what_can_not_be_opened(self):
        self.fails(2, ["missing.json"], "render", "missing.json", "--out", "f")
        self.fails(2, ["missing.gss"], "render", "--script", "missing.gss", "--out", "f")
        with open(self.path("bad.gss"), "w") as file:
            file.write("size 8 8\nwrong\n")
        self.fails(2, ["bad.gss", "line 2"], "render", "--script", "bad.gss", "--out", "f")
        self.fails(2, ["way of numbering", "steps, frames"], "render", "--number", "roman", "--out", "f")
        self.assertFalse(os.path.exists(self.path("f")), "nothing is made for what was wrong")


class Names(Render):
    """Steps by default; on request numbers without gaps, for encoders that know only %06d."""

    small = ["--size", "24x16", "--kernel", "cpu-reference", "--out", "f"]

    def test_the_last_is_step_n_whatever_the_interval(self):
        for steps, every, expected in ((30, 10, [10, 20, 30]), (25, 10, [10, 20, 25]), (5, 10, [5]), (0, 10, [0])):
            shutil.rmtree(self.path("f"), ignore_errors=True)
            self.render(*self.small, "--steps", str(steps), "--every", str(every))
            self.assertEqual(self.steps(), expected)

    def test_consecutive_numbers_include_the_start_and_keep_the_steps(self):
        self.render(*self.small, "--steps", "25", "--every", "10", "--number", "frames")
        names = [f"frame-{n:06}.png" for n in range(4)]
        self.assertEqual(self.frames(), [*names, "frames.csv"])
        with open(self.path("f/frames.csv"), newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["file"], int(row["step"]), float(row["time"])) for row in rows],
                         list(zip(names, (0, 10, 20, 25), (0, 10, 20, 25))))

    def test_a_picture_says_its_step_and_rates(self):
        self.render(*self.small, "--steps", "20", "--every", "10", "--dt", "0.5", "-F", "0.037", "-k", "0.06")
        facts = read_facts(self.path("f/frame-000010.png"))
        self.assertEqual({key: facts[key] for key in ("step", "time", "feed", "kill", "dt", "kernel")},
                         {"step": "10", "time": "5", "feed": "0.037", "kill": "0.06", "dt": "0.5", "kernel": "cpu-reference"})
        self.assertRegex(facts["Software"], r"^Grayscope \d")
        self.assertEqual(read_png(self.path("f/frame-000010.png"))[:2], (24, 16), "the chunks' checksums are right")
        self.do("size 8 8", "step 3", "save-image i.png")
        self.assertEqual(read_facts(self.path("i.png"))["step"], "3")


class OneRun(Render):
    """A folder never holds frames of two runs."""

    first = ["--size", "32x32", "--steps", "30", "--every", "10", "--out", "f"]
    second = ["--size", "32x32", "--preset", "spirals", "--steps", "20", "--every", "4", "--out", "f"]

    def test_frames_that_are_there_are_not_mixed_with(self):
        self.render(*self.first)
        self.fails(2, ["3 frames", "--replace", "--out"], "render", *self.second)
        self.assertEqual(self.steps(), [10, 20, 30])

    def test_replace(self):
        self.render(*self.first, "--number", "frames")
        with open(self.path("f/notes.txt"), "w") as file:
            file.write("mine")
        done = self.render(*self.second, "--replace")
        self.assertIn("5 frames to f, in place of 4 frames", done.stderr)
        self.assertEqual(self.frames(), [*(f"frame-{n:06}.png" for n in (4, 8, 12, 16, 20)), "notes.txt"])

    def test_what_fails_replaces_nothing(self):
        self.render(*self.first)
        before = self.frames()
        blown = ["--size", "32x32", "--stencil", "all-ones", "--du", "1", "--dv", "0.5", "--seed", "square", "--steps", "1000", "--every", "50"]
        self.fails(1, ["blown up", "of the earlier one in f", "f/new"], "render", *blown, "--start", "--out", "f", "--replace")
        self.assertEqual(self.frames(), [*before, "new"])
        self.fails(2, ["unknown palette"], "render", *self.second, "--replace", "--palette", "none")
        self.assertEqual(self.frames(), [*before, "new"])

    def interrupt(self, *arguments, when):
        process = subprocess.Popen([test_cli.PROGRAM, "render", "--size", "200x100", "--steps", "1000000000", "--every", "3", "--out", "f",
                                    *arguments], stderr=subprocess.PIPE, text=True, cwd=self.folder.name)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        for _ in range(6000):
            if when():
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), -signal.SIGINT)
        return process.stderr.read()

    def count(self, folder):
        return len(self.frames(folder)) if os.path.isdir(self.path(folder)) else 0

    def test_an_interrupted_replacement_keeps_both_apart(self):
        self.render(*self.first)
        said = self.interrupt("--replace", when=lambda: self.count("f/new") > 3)
        self.assertEqual([name for name in self.frames() if name != "new"], [f"frame-{n:06}.png" for n in (10, 20, 30)])
        self.assertIn("3 frames of the earlier one in f", said)
        for name in self.frames("f/new"):
            self.assertEqual(read_png(self.path(os.path.join("f/new", name)))[:2], (200, 100))

    def test_an_interrupted_film_has_its_list(self):
        self.interrupt("--number", "frames", when=lambda: self.count("f") > 3)
        names = self.frames()
        with open(self.path("f/frames.csv"), newline="") as file:
            self.assertEqual([row["file"] for row in csv.DictReader(file)], names[:-1])

    def test_a_full_disk_replaces_nothing(self):
        self.render(*self.first)
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))
        done = subprocess.run([test_cli.PROGRAM, "render", *self.second, "--replace"], capture_output=True, text=True,
                              cwd=self.folder.name, preexec_fn=limit)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("can't write", done.stderr)
        self.assertEqual(self.frames(), [f"frame-{n:06}.png" for n in (10, 20, 30)])

    def test_a_folder_that_may_not_be_written_into(self):
        os.mkdir(self.path("f"))
        os.chmod(self.path("f"), 0o500)
        if os.access(self.path("f"), os.W_OK):
            self.skipTest("this user may write everywhere")
        self.fails(2, ["f", "ermission"], "render", *self.first)


class Stretches(Render):
    """Which steps are shown, at which size, as what."""

    small = ["--size", "24x16", "--kernel", "cpu-reference", "--out", "f"]

    def test_first_and_last(self):
        for words, expected in ((["--first", "20", "--last", "50", "--every", "20"], [20, 40, 50]),
                                (["--first", "7", "--steps", "4", "--every", "2"], [7, 9, 11]),
                                (["--last", "30", "--every", "10"], [10, 20, 30]),
                                (["--last", "30", "--every", "10", "--start"], [0, 10, 20, 30]),
                                (["--first", "5", "--last", "5"], [5])):
            shutil.rmtree(self.path("f"), ignore_errors=True)
            self.render(*self.small, *words)
            self.assertEqual(self.steps(), expected)
        self.render(*self.small[:-1], "g", "--last", "50", "--every", "10")
        with open(self.path("g/frame-000020.png"), "rb") as one, open(self.path("f/frame-000005.png"), "rb") as other:
            self.assertNotEqual(one.read(), other.read())
        self.render(*self.small[:-1], "h", "--first", "20", "--last", "50", "--every", "20")
        for name in ("frame-000020.png", "frame-000040.png", "frame-000050.png"):
            with open(self.path("g/" + name), "rb") as one, open(self.path("h/" + name), "rb") as other:
                self.assertEqual(one.read(), other.read(), "the same bytes, however the run came there")

    def test_a_speed(self):
        self.render(*self.small, "--steps", "40", "--every", "600/s", "--fps", "60")
        self.assertEqual(self.steps(), [10, 20, 30, 40])
        self.render(*self.small[:-1], "g", "--first", "0", "--last", "10", "--every", "100/s")
        self.assertEqual(self.steps("g"), [0, 3, 7, 10])
        self.fails(2, ["every", "soon", "600/s"], "render", *self.small[:-1], "h", "--every", "soon")
        self.fails(2, ["10 steps", "number frames"], "render", *self.small[:-1], "h", "--every", "10/s")
        self.assertFalse(os.path.exists(self.path("h")))

    def test_a_view_that_no_window_has_shown(self):
        self.fails(2, ["show", "no window"], "render", *self.small, "--show", "view")
        self.do("size 24x16", "step 9", "save-run r.gsr")
        self.fails(2, ["show", "no window"], "render", "r.gsr", "--out", "f", "--show", "view")
        self.fails(2, ["what is shown", "field, view"], "render", *self.small, "--show", "all")
        self.assertFalse(os.path.exists(self.path("f")))

    def test_the_view_of_a_run(self):
        self.do("kernel cpu-reference", "size 24x16", "seed spots", "step 20", "save-run r.gsr")
        lines = pathlib.Path(self.path("r.gsr")).read_text().splitlines()
        lines.insert(-1, json.dumps({"views": [[0, 8, 12, 16, 24], [11, 4, 6, 8, 12]]}))
        pathlib.Path(self.path("r.gsr")).write_text("\n".join(lines) + "\n")
        for place, words in (("field", []), ("view", ["--show", "view"])):
            self.render("r.gsr", "--first", "10", "--last", "20", "--every", "10", "--pixels", "24x16", "--out", place, *words)
        self.assertEqual(self.picture("view/frame-000010.png"), self.picture("field/frame-000010.png"))
        self.assertNotEqual(self.picture("view/frame-000020.png"), self.picture("field/frame-000020.png"))

    def test_stretches_that_can_not_be(self):
        self.fails(2, ["step 30", "step 20"], "render", *self.small, "--exec", "step 30", "--first", "20")
        self.fails(2, ["step 5", "step 20"], "render", *self.small, "--first", "20", "--last", "5")
        self.fails(2, ["--steps", "--last"], "render", *self.small, "--steps", "20", "--last", "5")
        self.fails(2, ["first", "soon"], "render", *self.small, "--first", "soon")
        self.assertFalse(os.path.exists(self.path("f")))

    def test_any_size(self):
        self.render(*self.small, "--steps", "0", "--pixels", "100x90", "--caption", "F {F}, step {step}")
        self.assertEqual(self.picture("f/frame-000000.png")[:2], (100, 90))
        self.render(*self.small[:-1], "g", "--steps", "0", "--pixels", "64", "x", "48")
        self.assertEqual(self.picture("g/frame-000000.png")[:2], (64, 48))
        self.fails(2, ["pixels", "40000x3", "32768"], "render", *self.small, "--pixels", "40000x3")
        self.fails(2, ["pixels", "wide"], "render", *self.small, "--pixels", "wide")
        self.fails(2, ["pixels", "npy"], "render", *self.small, "--pixels", "64x48", "--format", "npy")
        self.fails(2, ["show", "npy"], "render", *self.small, "--show", "view", "--format", "npy")
        self.render(*self.small[:-1], "c", "--steps", "0", "--caption", "{figures}")
        self.fails(2, ["caption", "{speed}", "step"], "render", *self.small, "--caption", "{speed}")
        self.fails(2, ["caption", "vti"], "render", *self.small, "--caption", "x", "--format", "vti")

    def test_a_poster_takes_little_memory(self):
        """12000 x 3000 pixels are 108 MB as red, green and blue; the program itself takes some 20."""
        done = subprocess.run([sys.executable, "-c", "import resource, subprocess, sys\n"
                               "subprocess.run(sys.argv[1:], check=True)\n"
                               "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)",
                               test_cli.PROGRAM, "render", "--size", "200x50", "--kernel", "cpu-reference", "--steps", "0", "--out", "f",
                               "--pixels", "12000x3000"], capture_output=True, text=True, cwd=self.folder.name)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("f/frame-000000.png"), "rb") as file:
            self.assertEqual(struct.unpack(">II", file.read(24)[16:]), (12000, 3000))
        if "ASAN_OPTIONS" not in os.environ and "TSAN_OPTIONS" not in os.environ:  # a sanitizer takes memory of its own
            self.assertLess(int(done.stdout.split()[-1]), 80000, "KiB")

    def test_other_kinds(self):
        self.render(*self.small, "--steps", "10", "--every", "10", "--format", "grey16")
        width, height, rows = self.picture("f/frame-000010.png")
        self.assertEqual((width, height, len(rows[0])), (24, 16, 48))
        self.render(*self.small[:-1], "n", "--steps", "20", "--every", "10", "--format", "npy")
        self.assertEqual(self.frames("n"), ["frame-000010.npy", "frame-000020.npy"])
        self.do("kernel cpu-reference", "size 24x16", "step 10", "save-field ten.npy")
        with open(self.path("ten.npy"), "rb") as one, open(self.path("n/frame-000010.npy"), "rb") as other:
            self.assertEqual(one.read(), other.read())
        self.fails(2, ["format", "jpeg2000", "png, grey16, npy, vti"], "render", *self.small, "--format", "jpeg2000")

    def test_frames_for_paraview(self):
        self.render(*self.small, "--steps", "10", "--every", "10", "--format", "vti", "--dt", "0.5")
        self.do("kernel cpu-reference", "size 24x16", "set dt 0.5", "step 10", "save-field ten.npy")
        _, _, expected = read_npy(self.path("ten.npy"))
        with open(self.path("f/frame-000010.vti"), "rb") as file:
            head, _, raw = file.read().partition(b"\n_")
        xml = ElementTree.fromstring(head + b"</AppendedData></VTKFile>")
        self.assertEqual(xml.attrib["byte_order"], "LittleEndian")
        self.assertEqual(xml.find("ImageData").attrib["WholeExtent"], "0 23 0 15 0 0")
        self.assertEqual(xml.find("ImageData/FieldData/DataArray[@Name='TimeValue']").text, "5")
        arrays = {found.attrib["Name"]: found.attrib for found in xml.findall("ImageData/Piece/PointData/DataArray")}
        for plane, name in enumerate("uv"):
            at = int(arrays[name]["offset"])
            (length,) = struct.unpack("<Q", raw[at : at + 8])
            values = struct.unpack(f"<{24 * 16}f", raw[at + 8 : at + 8 + length])
            for y in range(16):
                row = plane * 384 + 24 * y
                self.assertEqual(list(values[24 * (15 - y) : 24 * (16 - y)]), list(expected[row : row + 24]))


class Options(Render):
    """An option takes what its command takes."""

    def settings(self, *options):
        """The content of a session after these options."""
        self.render("--size", "8x8", "--kernel", "cpu-reference", "--steps", "0", "--out", "f", "--replace", *options,
                    "--exec", "save-session s.json")
        with open(self.path("s.json")) as file:
            session = json.load(file)
        return {**session["properties"], **{key: value for key, value in session.items() if key.startswith("vary")}}

    def test_several_words(self):
        for size in (["--size", "64", "32"], ["--size", "64 32"], ["--size", "64x32"], ["--size=64×32"], ["--size", "64,32"],
                     ["--size", "64", "x", "32"], ["--width", "64", "--height", "32"]):
            done = self.call("render", *size, "--steps", "0", "--out", "g", "--replace")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(read_png(self.path("g/frame-000000.png"))[:2], (64, 32), size)
        got = self.settings("--boundary", "fixed", "0.3", "0,2", "--stencil", "five-point", "--palette", "Magma", "reversed", "--speed", "full")
        self.assertEqual([got[key] for key in ("boundary", "boundary-u", "boundary-v", "edge", "corner", "palette", "reverse", "speed")],
                         ["fixed", 0.3, 0.2, 1, 0, "magma", True, 0])
        got = self.settings("--stencil", "0.5", "0.25", "--seed", "spots", "7", "3", "--vary", "feed", "0.01", "0.08", "across", "columns")
        self.assertEqual([got[key] for key in ("edge", "corner", "seed", "seed-spots", "seed-number")], [0.5, 0.25, "spots", 7, 3])
        self.assertTrue(got["vary-feed"])
        for knob in (["--knob", "threads=2"], ["--knob", "threads", "2"]):
            done = self.call("run", "--kernel", "cpu-openmp", *knob, "--exec", "get knob.threads")
            self.assertTrue(done.stdout.startswith("knob.threads = 2 "), done.stdout + done.stderr)

    def test_other_words_for_a_property(self):
        got = self.settings("-F", "0,037", "-k", "0.06", "--Du=0.2", "--D_V", "0.1", "--time-step", "0.5", "--Seed_Spots", "9")
        self.assertEqual([got[key] for key in ("feed", "kill", "du", "dv", "dt", "seed-spots")], [0.037, 0.06, 0.2, 0.1, 0.5, 9])
        self.fails(2, ["unknown option \"--fed\"", "--feed"], "render", "--fed", "1", "--out", "x")
        self.fails(2, ["palette", "inferno; quit"], "render", "--palette", "inferno; quit", "--out", "x")
        self.assertEqual(self.call("check", "CPU_AutoVec").returncode, 0)

    def test_shared_settings(self):
        line = self.call("run", "--preset", "worms", "--kill", "0.066", "--size", "8x8", "--exec", "share").stdout
        self.assertEqual(line, "grayscope preset=worms F=0.058 k=0.066 size=8x8\n")
        for preset in ([], ["--preset", "u-skate"]):
            got = self.settings(*preset, "--from", line)
            self.assertEqual([got[key] for key in ("feed", "kill", "palette", "du")], [0.058, 0.066, "copper", 0.2097])
        got = self.settings("--preset", "worms", "--from", "F = .0620, k = .0609", "--kill", "0.061")
        self.assertEqual([got[key] for key in ("feed", "kill", "palette")], [0.062, 0.061, "copper"])
        done = self.call("run", "--from", "https://example.org/?feed=0.037&kill=0.06&hue=3", "--exec", "get F")
        self.assertTrue(done.stdout.startswith("feed = 0.037 "), done.stdout + done.stderr)
        self.assertIn("took feed = 0.037, kill = 0.06; left out: hue=3", done.stderr)
        self.fails(2, ["0.5 0.6", "not certain"], "run", "--from", "0.5 0.6", "--exec", "step")
        self.fails(2, ["did you mean \"kill\""], "render", "--from", "F=0.037 kil=0.06", "--out", "x")

    def test_a_paste_in_a_script(self):
        done = self.do("size 64x48", "F = .0620, k = .0609", "get F", "get size", "F620/F620-k609")
        self.assertIn("feed = 0.062 ", done.stdout)
        self.assertIn("size = 64x48 ", done.stdout)
        self.assertIn("took feed = 0.062, kill = 0.0609", done.stderr.replace("0.0620", "0.062"))
        self.fails(2, ["what is the number for"], "run", "-", script="0.037\n")


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
