#!/usr/bin/env python3
"""Renderings that were interrupted: frames that are gone on with, and films, which are whole or not there.

    test_resume.py PROGRAM [TestCase...]
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

import test_cli
from test_render import Render, read_facts


class Resumed(Render):
    """An interrupted rendering goes on, and the result is that of one that was not."""

    film = ["--size", "64x48", "--kernel", "cpu-reference", "--steps", "600", "--every", "5", "--caption", "step {step}"]

    def folder_bytes(self, folder):
        return {path.name: path.read_bytes() for path in pathlib.Path(self.path(folder)).iterdir()}

    def test_killed_in_between(self):
        self.render(*self.film, "--out", "whole")
        process = subprocess.Popen([test_cli.PROGRAM, "render", *self.film, "--out", "f"], cwd=self.folder.name)
        self.until(lambda: process.poll() is not None or
                   (os.path.isdir(self.path("f")) and len(os.listdir(self.path("f"))) > 12))
        process.kill()
        process.wait()
        done = self.render(*self.film, "--out", "f", "--resume")
        self.assertEqual(self.folder_bytes("f"), self.folder_bytes("whole"))
        again = self.render(*self.film, "--out", "f", "--resume")
        self.assertIn("wrote 0 frames to f; 120 were there already", again.stderr, done.stderr)

    def kill_in_between(self, *words):
        process = subprocess.Popen([test_cli.PROGRAM, "render", *words, "--out", "f"], cwd=self.folder.name)
        self.until(lambda: process.poll() is not None or
                   (os.path.isdir(self.path("f")) and len(os.listdir(self.path("f"))) > 12))
        process.kill()
        process.wait()

    def test_nothing_else_need_be_said(self):
        with open(self.path("set up.gss"), "w") as file:
            file.write("size 64x48; kernel cpu-reference; seed spots; step 7\n")
        self.do("size 64x48", "kernel cpu-reference", "seed spots", "step 300", "set feed 0.03", "step 300", "save-run r.gsr")
        frames = ["--every", "100/s", "--fps", "20", "--number", "frames", "--pixels", "96x80", "--caption", "{figures}"]
        for words in ([*self.film, "-F", "0.04"], ["--script", "set up.gss", "--exec", "paint 9 9 4", "--steps", "600", *frames],
                      ["r.gsr", "--first", "10", *frames]):
            for folder in ("f", "whole"):
                shutil.rmtree(self.path(folder), ignore_errors=True)
            self.render(*words, "--out", "whole")
            self.kill_in_between(*words)
            for known in (True, False):
                if known:
                    self.fails(2, ["its every is"], "render", "--resume", "--out", "f", "--every", "7")
                    self.fails(2, ["its palette is"], "render", "--resume", "--out", "f", *words, "--palette", "magma") \
                        if words[0] != "r.gsr" else None
                self.render("--resume", "--out", "f")
                self.assertEqual(self.folder_bytes("f"), self.folder_bytes("whole"), words)

    def test_what_can_not_be_gone_on_with(self):
        self.fails(2, ["manifest.json", "--script"], "render", "--resume", "--out", "f")
        self.fails(2, ["out"], "render", "--resume")
        self.assertFalse(os.path.exists(self.path("f")))

    def test_another_run(self):
        self.render("--size", "32x32", "--steps", "20", "--every", "10", "--out", "f")
        before = self.folder_bytes("f")
        same = ["--size", "32x32", "--steps", "20", "--every", "10", "--out", "f", "--resume"]
        self.fails(2, ["feed is 0.0545", "is 0.03", "--replace"], "render", *same, "-F", "0.03")
        self.fails(2, ["cols is 32", "is 48"], "render", "--size", "48x32", *same[2:])
        self.fails(1, ["another run", "step 10"], "render", *same, "--exec", "paint 16 16 4")
        self.fails(2, ["--resume", "--replace"], "render", *same, "--replace")
        after = self.folder_bytes("f")
        self.assertEqual({name: after[name] for name in before if name.endswith(".png")},
                         {name: content for name, content in before.items() if name.endswith(".png")})
        os.remove(self.path("f/manifest.json"))
        self.fails(2, ["2 frames", "manifest.json"], "render", *same)

    def test_the_manifest(self):
        self.render("--size", "32x32", "--kernel", "cpu-reference", "--steps", "20", "--every", "10", "--out", "f", "-F", "0.04")
        with open(self.path("f/manifest.json")) as file:
            manifest = json.load(file)
        self.assertEqual([row["file"] for row in manifest["frames"]], ["frame-000010.png", "frame-000020.png"])
        self.assertEqual([row["step"] for row in manifest["frames"]], [10, 20])
        self.assertEqual(manifest["run"]["feed"], "0.04")
        self.assertEqual(manifest["run"]["kernel"], "cpu-reference")
        self.assertEqual(read_facts(self.path("f/frame-000020.png"))["field"], manifest["frames"][1]["hash"])


class Filmed(Render):
    """Films by ffmpeg, for which a script stands: it writes what it gets."""

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("bin"))
        with open(self.path("bin/ffmpeg"), "w") as file:
            file.write("#!/bin/sh\nfor last; do :; done\nexec cat > \"$last\"\n")
        os.chmod(self.path("bin/ffmpeg"), 0o755)
        self.path_variable = {"PATH": self.path("bin") + ":" + os.environ["PATH"]}

    def film(self, *arguments, code=0, environment=None):
        done = self.call("render", "--size", "24x16", "--kernel", "cpu-reference", *arguments, environment=environment or self.path_variable)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_frames_arrive(self):
        done = self.film("--steps", "20", "--every", "10", "--out", "film.mp4")
        self.assertIn("wrote 3 frames to film.mp4", done.stderr)
        self.assertEqual(os.path.getsize(self.path("film.mp4")), 3 * 24 * 16 * 3, "the start, 10 and 20")
        done = self.film("--steps", "20", "--out", "film.mp4", code=2)
        self.assertIn("--replace", done.stderr)
        self.film("--steps", "0", "--out", "film.mp4", "--replace", "--pixels", "48x32")
        self.assertEqual(os.path.getsize(self.path("film.mp4")), 48 * 32 * 3)

    def test_without_ffmpeg_nothing_is_stepped(self):
        done = self.film("--exec", "step 3; save-field made.npy", "--out", "film.webm", code=2, environment={"PATH": self.path("none")})
        self.assertFalse(os.path.exists(self.path("made.npy")))
        self.assertIn("package ffmpeg", done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1)

    def test_an_interrupted_film_is_not_written(self):
        process = subprocess.Popen([test_cli.PROGRAM, "render", "--size", "200x100", "--steps", "1000000000", "--every", "3",
                                    "--out", "film.mp4"], stderr=subprocess.PIPE, text=True, cwd=self.folder.name,
                                   env={**os.environ, **self.path_variable})
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        self.until(lambda: any(name.endswith(".part") for name in os.listdir(self.folder.name)))
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), -signal.SIGINT)
        self.assertIn("was not written", process.stderr.read())
        self.assertEqual(os.listdir(self.folder.name), ["bin"])

    def test_what_a_killed_one_has_left_goes_with_the_next(self):
        process = subprocess.Popen([test_cli.PROGRAM, "render", "--size", "200x100", "--steps", "1000000000", "--every", "3",
                                    "--out", "film.mp4"], cwd=self.folder.name, env={**os.environ, **self.path_variable})
        self.addCleanup(process.kill)
        parts = lambda: [name for name in os.listdir(self.folder.name) if name.endswith(".part")]
        self.until(parts)
        process.kill()
        process.wait()
        self.assertEqual(len(parts()), 1)
        self.film("--steps", "0", "--out", "film.mp4")
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["bin", "film.mp4"])


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
