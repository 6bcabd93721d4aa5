#!/usr/bin/env python3
"""What is reported is what runs, what is lost is said, and what ends the program loses nothing.

    test_running.py PROGRAM [TestCase...]
"""
import json
import os
import re
import signal
import subprocess
import sys
import unittest

import test_cli
from arrays import read_npy, read_png, write_npy  # noqa: F401  (test_cli knows where it lies)


class Reported(test_cli.Program):
    """`get`, sessions and benchmarks name the kernel, the threads and the knobs that really run."""

    def bench(self, kernels, *arguments, **environment):
        done = self.call("bench", "--kernels", kernels, "--sizes", "64x64", "--rounds", "1", "--seconds", "0.01", "--json", "-",
                         *arguments, environment=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_openmps_variables_hold_for_every_kernel(self):
        kernels = "cpu-openmp,cpu-stdpar,cpu-simd,cpu-blocked,cpu-temporal"
        for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT"):
            with self.subTest(name):
                report = self.bench(kernels, **{name: "1"})
                for row in report["results"]:
                    self.assertEqual(row["threads"], 1, row["kernel"])
                    self.assertIn("1 thread", row["runs_with"])
                    self.assertNotIn("threads", row["runs_with"])
                self.assertEqual(report["machine"]["cpu"]["threads"], 1)
                self.assertEqual(report["machine"]["threads_because"], f"{name}=1")

    def test_a_list_of_threads_counts_by_its_first_number(self):
        for row in self.bench("cpu-openmp,cpu-simd", OMP_NUM_THREADS="3,2")["results"]:
            self.assertEqual(row["threads"], 3, row["kernel"])

    def test_a_knob_that_is_cut_down_says_so(self):
        row, = self.bench("cpu-openmp", "--knob", "cpu-openmp.threads=4", OMP_THREAD_LIMIT="1")["results"]
        self.assertEqual((row["knobs"], row["threads"], row["knobs_in_use"]), ("threads=4", 1, {"threads": 1}))
        done = self.call("run", "-", script="size 64 2\nkernel cpu-openmp\nknob threads 7\nget knob.threads\n")
        self.assertRegex(done.stdout, r"^knob\.threads = 2; the setting is 7  ")

    def test_automatic_knobs_say_what_was_chosen(self):
        done = self.call("run", "-", script="size 320 200\nkernel cpu-temporal\nget knob.threads\nget knob.depth\nget knob.isa\n",
                         environment={"OMP_NUM_THREADS": "1"})
        self.assertEqual(done.returncode, 0, done.stderr)
        threads, depth, isa = done.stdout.splitlines()
        self.assertTrue(threads.startswith("knob.threads = 1; the setting is 0, automatic  "), threads)
        self.assertRegex(depth, r"^knob\.depth = [1-9][0-9]*; the setting is 0, automatic  ")
        self.assertRegex(isa, r"^knob\.isa = (portable|AVX2|AVX-512); the setting is 0, automatic  ")

    def test_a_knob_that_is_a_choice_is_named_and_numbered(self):
        for value in ("portable", "1"):
            row, = self.bench("cpu-simd", "--knob", f"cpu-simd.isa={value}")["results"]
            self.assertEqual((row["knobs"], row["knobs_in_use"]["isa"]), ("isa=1", 1))
        row, = self.bench("cpu-simd", "--sweep", "isa=portable")["results"]
        self.assertEqual(row["knobs"], "isa=1")
        done = self.call("run", "-", script="size 64 48\nkernel cpu-simd\nknob isa portable\nget knob.isa\nknob isa sse\n")
        self.assertTrue(done.stdout.startswith("knob.isa = portable  (auto, portable, AVX2, AVX-512; default auto)"), done.stdout)
        self.assertIn("sse", done.stderr)

    def test_get_kernel_names_what_runs_and_with_what(self):
        done = self.call("run", "-", script="size 64 48\nkernel cpu-openmp\nget kernel\n", environment={"OMP_NUM_THREADS": "1"})
        self.assertTrue(done.stdout.startswith("kernel = cpu-openmp with 1 thread  ("), done.stdout)

    def test_a_kernel_that_gives_way_is_named_beside_the_one_that_runs(self):
        done = self.call("run", "-", script="size 64 48\nkernel cpu-temporal\nvary feed 0.01 0.05 across columns\nget kernel\n")
        self.assertRegex(done.stdout, r"^kernel = cpu-simd with .*; cpu-temporal can't run: ")
        self.assertIn("cpu-simd runs instead", done.stderr)

    def unavailable(self):
        rows = json.loads(self.call("kernels", "--json").stdout)["kernels"]
        return [row["id"] for row in rows if not row["available"]]

    def test_a_session_of_a_missing_device_runs_with_the_fastest_kernel(self):
        """cpu-reference took its place, the slowest of all."""
        absent = self.unavailable()
        if not absent:
            self.skipTest("every kernel can run on this machine")
        self.do("size 64 48", "step 3", "save-session s.json")
        fastest = re.match(r"kernel = (\S+)", self.do("size 64 48", "get kernel").stdout)[1]
        for kernel in absent:
            with self.subTest(kernel):
                with open(self.path("s.json")) as file:
                    session = json.load(file)
                session["properties"]["kernel"] = kernel
                with open(self.path("s.json"), "w") as file:
                    json.dump(session, file)
                done = self.do("load-session s.json", "get kernel", "step 2", "save-session again.json")
                self.assertRegex(done.stdout, rf"^kernel = {fastest} .*; {kernel} can't run: .*; {fastest} runs instead")
                self.assertIn(f"{fastest} runs instead", done.stderr)
                with open(self.path("again.json")) as file:
                    again = json.load(file)
                self.assertEqual(again["properties"]["kernel"], kernel)
                self.assertEqual(again["ran"]["kernel"], fastest)
                self.assertIn("thread", again["ran"]["with"])

    def test_knobs_are_those_of_the_kernel_that_runs(self):
        self.fails(2, ["depth", "threads"], "run", "-", script="vary feed 0.01 0.05 across columns\nkernel cpu-simd\nknob depth 8\n")
        self.do("size 64 48", "kernel cpu-temporal", "vary feed 0.01 0.05 across columns", "knob threads 1", "step 2")


class Lost(test_cli.Program):
    """What can no longer hold is said when it goes, once, and how to get it back."""

    def setUp(self):
        super().setUp()
        write_npy(self.path("rates.npy"), (2, 6, 8), [0.03] * 48 + [0.06] * 48)
        write_npy(self.path("field.npy"), (2, 6, 8), [0.5] * 48 + [0.25] * 48)

    def says(self, words, *lines):
        done = self.do("size 8 6", *lines)
        said = [line for line in done.stderr.splitlines() if "undo brings" in line or "no effect" in line]
        self.assertEqual(len(said), 1 if words else 0, done.stderr)
        for word in words:
            self.assertIn(word, said[0])

    def test_rates_of_each_cell(self):
        self.says(["8 x 6", "50 x 50", "feed = 0.0545", "kill = 0.062"], "load-rates rates.npy", "size 50 50")
        self.says(["rates", "no longer hold"], "load-rates rates.npy", "preset worms")
        self.says(["rates", "no longer hold"], "load-rates rates.npy", "vary feed 0.01 0.05 across rows")
        self.says([], "load-rates rates.npy", "vary off")
        self.says([], "load-rates rates.npy", "seed square", "reset")

    def test_a_variation(self):
        self.says(["feed = 0.058", "kill = 0.065"], "vary feed 0.01 0.05 across rows", "preset worms")
        self.says([], "vary feed 0.01 0.05 across rows", "vary off")
        self.says([], "vary feed 0.01 0.05 across rows", "size 20 20")

    def test_the_start_from_a_file(self):
        self.says(["8 x 6", "50 x 50", "spots"], "load-field field.npy", "size 50 50")
        self.says([], "load-field field.npy", "seed square")
        self.says([], "load-field field.npy", "reset")

    def test_undo_brings_it_back(self):
        self.do("size 8 6", "load-rates rates.npy", "size 50 50", "undo", "step 3", "save-field a.npy")
        self.do("size 8 6", "load-rates rates.npy", "step 3", "save-field b.npy")
        with open(self.path("a.npy"), "rb") as a, open(self.path("b.npy"), "rb") as b:
            self.assertEqual(a.read(), b.read())

    def test_a_rate_that_has_no_effect(self):
        self.says(["feed", "vary off"], "vary feed 0.01 0.05 across rows", "set feed 0.02")
        self.says(["kill", "vary off"], "load-rates rates.npy", "set kill 0.02")
        self.says([], "vary feed 0.01 0.05 across rows", "set kill 0.02")


class BlownUp(test_cli.Program):
    def test_is_said_with_the_value_and_its_place(self):
        done = self.fails(1, ["blown up", "dt = 50", "limit", "row", "column"], "run", "-",
                          script="size 32 32\nseed square\nset dt 50\nstep 4000\n")
        self.assertRegex(done.stderr, r"[uv] is (NaN \(not a number\)|-?inf|-?[0-9.e+]+) at row \d+, column \d+")

    def test_nan_is_named(self):
        done = self.call("run", "-", script="size 32 32\nseed square\nset dt 50\nstep 100000\n")
        self.assertIn("NaN (not a number)", done.stderr)


class Ended(test_cli.Program):
    """A terminal that is closed ends the program as Ctrl+C does."""

    def test_a_closed_terminal_leaves_whole_frames(self):
        process = self.start("render", "--size", "300x200", "--steps", "1000000000", "--every", "3", "--out", "f")
        frames = self.path("f")
        self.until(lambda: os.path.isdir(frames) and sum(name.endswith(".png") for name in os.listdir(frames)) > 5)
        process.send_signal(signal.SIGHUP)
        self.assertEqual(process.wait(60), -signal.SIGHUP)
        self.assertIn("interrupted at step", process.stderr.read())
        self.assertFalse([name for name in os.listdir(frames) if name.endswith(".part")])
        for name in (name for name in os.listdir(frames) if name.endswith(".png")):
            self.assertEqual(read_png(os.path.join(frames, name))[:2], (300, 200))

    def test_a_program_that_ignores_it_goes_on(self):
        """As under nohup."""
        process = subprocess.Popen([test_cli.PROGRAM, "run", "--exec", "size 8 8; kernel cpu-reference; save-field a.npy; step 300000; save-field b.npy"],
                                   cwd=self.folder.name, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.addCleanup(process.stderr.close)
        self.until(lambda: os.path.exists(self.path("a.npy")))
        process.send_signal(signal.SIGHUP)
        self.assertEqual(process.wait(120), 0)
        self.assertEqual(read_npy(self.path("b.npy"))[0], (2, 8, 8))


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
