#!/usr/bin/env python3
"""The map of the rates: what it writes, and what is said of an input that is wrong.

    test_map.py PROGRAM [TestCase...]
"""
import math
import os
import sys
import unittest

import test_cli
from test_cli import Program
from arrays import read_npy, read_png


class Map(Program):
    def map(self, *arguments, code=0):
        done = self.call("map", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_writes_a_picture_and_values(self):
        done = self.map("--size", "60x40", "--steps", "700", "--out", "m.png", "--npy", "m.npy")
        self.assertIn("60 x 40 cells", done.stderr)
        self.assertEqual(read_png(self.path("m.png"))[:2], (60, 40))
        shape, kind, values = read_npy(self.path("m.npy"))
        self.assertEqual((tuple(shape), kind), ((40, 60), "<f4"))
        # At the upper left V has won, at the lower right it has died out.
        self.assertGreater(values[0], 0.3)
        self.assertLess(values[-1], 0.01)

    def test_shows_what_is_asked_for(self):
        values = {}
        for show in ("mean", "activity", "wavelength"):
            self.map("--size", "60x40", "--steps", "700", "--show", show, "--npy", show + ".npy")
            values[show] = read_npy(self.path(show + ".npy"))[2]
        self.assertTrue(all(0 <= x < 1 for x in values["mean"]))
        self.assertTrue(all(x >= 0 for x in values["activity"]))
        self.assertTrue(any(math.isnan(x) for x in values["wavelength"]))

    def test_the_range_and_the_equations_count(self):
        self.map("--size", "32x32", "--steps", "300", "--npy", "a.npy")
        self.map("--size", "32x32", "--steps", "300", "--feed", "0.02:0.03", "--npy", "b.npy")
        self.map("--size", "32x32", "--steps", "300", "--set", "set du 0.3; set dv 0.15", "--npy", "c.npy")
        self.map("--size", "32x32", "--steps", "300", "--set", "set feed 0.01", "--npy", "d.npy")
        a, b, c, d = (read_npy(self.path(name + ".npy"))[2] for name in "abcd")
        self.assertNotEqual(a, b)
        self.assertNotEqual(a, c)
        self.assertEqual(a, d)

    def test_wrong_input_is_said_before_the_work(self):
        for arguments, said in ((("--feed", "0.06:0.01"), "--feed"), (("--show", "colour"), "pattern"),
                                (("--size", "0x4"), "cols: 0"), (("--out", "m.txt"), ".txt"), ((), "--npy")):
            out = () if not arguments or arguments[0] == "--out" else ("--out", "m.png")
            done = self.map(*arguments, *out, code=2)
            self.assertIn(said, done.stderr)
            self.assertFalse(os.path.exists(self.path("m.png")))


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
