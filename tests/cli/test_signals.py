#!/usr/bin/env python3
"""SIGHUP, SIGTERM and SIGINT at every stage of run, render and replay: what is there afterwards is whole.

    test_signals.py PROGRAM [TestCase...]

The moments are drawn (seeded) between the start of the program and its end, which is measured first; what is asked of
a moment holds at all of them.
"""
import json
import os
import random
import signal
import sys
import time
import unittest

import test_cli
from arrays import read_npy, read_png

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
MOMENTS = 6


class Signals(test_cli.Program):
    def stopped_at_each(self, arguments, look):
        """Stops the program at drawn moments; look(): what must hold then, given whether it had come to its end."""
        began = time.monotonic()
        self.assertEqual(self.start(*arguments).wait(120), 0)
        whole = time.monotonic() - began
        look(True)
        moments = random.Random(18)
        for which in SIGNALS:
            for _ in range(MOMENTS):
                self.forget()
                process = self.start(*arguments)
                time.sleep(moments.uniform(0, whole))
                process.send_signal(which)
                code = process.wait(120)
                self.assertIn(code, (0, -which), process.stderr.read())
                look(code == 0)

    def forget(self):
        for name in os.listdir(self.folder.name):
            if name != "demo.gsr":
                self.remove(self.path(name))

    def remove(self, path):
        if os.path.isdir(path):
            for name in os.listdir(path):
                self.remove(os.path.join(path, name))
            os.rmdir(path)
        else:
            os.remove(path)

    def test_a_script_leaves_whole_files(self):
        script = "size 256 256; kernel cpu-reference; " + "".join(
            f"step 20; save-field f{n}.npy; save-session s{n}.json; save-image p{n}.png; " for n in range(4))

        def look(ended):
            names = set(os.listdir(self.folder.name))
            for name in names:
                self.assertRegex(name, r"^(f\d\.npy|s\d\.json|s\d\.json\.npy|p\d\.png)$")
                if name.endswith(".npy"):
                    read_npy(self.path(name))
                elif name.endswith(".png"):
                    self.assertEqual(read_png(self.path(name))[:2], (256, 256))
                else:
                    with open(self.path(name), encoding="utf-8") as file:
                        self.assertIn(json.load(file)["field"], names)
            if ended:
                self.assertEqual(len(names), 16)
        self.stopped_at_each(["run", "--exec", script], look)

    def test_a_rendering_leaves_whole_frames_and_a_list_of_them(self):
        arguments = ["render", "--size", "200x150", "--kernel", "cpu-reference", "--steps", "120", "--every", "4", "--out", "f"]

        def look(ended):
            folder = self.path("f")
            names = set(os.listdir(folder)) if os.path.isdir(folder) else set()
            frames = names - {"manifest.json"}
            for name in frames:
                self.assertRegex(name, r"^frame-\d+\.png$")
                self.assertEqual(read_png(os.path.join(folder, name))[:2], (200, 150))
            if frames:
                with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
                    self.assertEqual({row["file"] for row in json.load(file)["frames"]}, frames)
            if ended:
                self.assertEqual(len(frames), 30)
        self.stopped_at_each(arguments, look)

    def test_a_replay_leaves_its_field_or_nothing(self):
        made = self.call("run", "--exec", "size 256 256; kernel cpu-reference; step 100; set feed 0.03; step 60; save-run demo.gsr")
        self.assertEqual(made.returncode, 0, made.stderr)

        def look(ended):
            names = set(os.listdir(self.folder.name)) - {"demo.gsr"}
            if names or ended:
                self.assertEqual(names, {"end.npy"})
                read_npy(self.path("end.npy"))
        self.stopped_at_each(["replay", "demo.gsr", "--verify", "--save", "end.npy"], look)


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
