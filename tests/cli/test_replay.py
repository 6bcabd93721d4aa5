#!/usr/bin/env python3
"""Runs as files: what is saved, what is replayed, and what is said of one that is wrong.

    test_replay.py PROGRAM [TestCase...]
"""
import json
import os
import sys
import unittest

import test_cli
from test_cli import Program
from arrays import read_npy

LIVE = ("kernel cpu-simd; size 64 48; seed spots; step 30; set feed 0.03; line 5 5 30 40; step 40; "
        "palette viridis; kernel cpu-reference; step 20")


class WithARun(Program):
    def setUp(self):
        super().setUp()
        done = self.call("run", "--exec", LIVE + "; save-run demo.gsr; save-field end.npy")
        self.assertEqual(done.returncode, 0, done.stderr)

    def replay(self, *arguments, code=0):
        done = self.call("replay", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def lines(self, name="demo.gsr"):
        with open(self.path(name), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def write(self, lines, name="demo.gsr"):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)


class Replay(WithARun):
    def test_a_run_tells_what_was_done_at_which_step(self):
        head, *events, end = self.lines()
        self.assertEqual(head["grayscope-run"], 1)
        self.assertEqual([(e["at"], e["do"]) for e in events],
                         [(0, "start"), (30, "settings"), (30, "edit"), (70, "settings"), (70, "settings")])
        self.assertEqual(events[1]["settings"], {"properties": {"feed": 0.03}})
        self.assertEqual((end["end"], end["now"]["step"]), (90, 90))

    def test_the_bits_are_those_of_the_run(self):
        done = self.replay("demo.gsr", "--verify", "--save", "again.npy")
        self.assertIn("verified: at step 90", done.stderr)
        self.assertEqual(read_npy(self.path("again.npy")), read_npy(self.path("end.npy")))

    def test_an_earlier_step_is_that_of_a_shorter_run(self):
        self.call("run", "--exec", LIVE.replace("step 40", "step 25", 1).split("; palette")[0] + "; save-field a.npy")
        self.replay("demo.gsr", "--to", "55", "--save", "b.npy", "--verify")
        self.assertEqual(read_npy(self.path("a.npy")), read_npy(self.path("b.npy")))

    def test_what_was_changed_by_hand_does_not_pass_for_the_run(self):
        lines = self.lines()
        lines[2]["settings"]["properties"]["feed"] = 0.031
        self.write(lines)
        self.assertIn("differs", self.replay("demo.gsr", "--verify", code=1).stderr)

    def test_a_run_that_tells_no_hash_can_be_replayed_and_not_verified(self):
        *lines, end = self.lines()
        del end["hash"]
        self.write([*lines, end])
        self.replay("demo.gsr", "--save", "again.npy")
        self.assertEqual(read_npy(self.path("again.npy")), read_npy(self.path("end.npy")))
        self.assertIn("no hash", self.replay("demo.gsr", "--verify", code=2).stderr)

    def test_frames_of_a_run_are_those_of_its_moments(self):
        done = self.call("render", "demo.gsr", "--first", "0", "--last", "90", "--every", "10", "--out", "f")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.call("run", "--exec", LIVE + "; save-image live.png")
        with open(self.path("live.png"), "rb") as a, open(self.path("f/frame-000090.png"), "rb") as b:
            self.assertEqual(a.read(), b.read())

    def test_a_window_less_program_goes_on_with_a_run(self):
        self.call("run", "demo.gsr", "--exec", "step 10; save-field on.npy")
        self.call("run", "--exec", LIVE + "; step 10; save-field straight.npy")
        self.assertEqual(read_npy(self.path("on.npy")), read_npy(self.path("straight.npy")))


class WrongRuns(WithARun):
    def refused(self, change, *words):
        lines = self.lines()
        change(lines)
        self.write(lines, "wrong.gsr")
        done = self.replay("wrong.gsr", code=2)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_each_mistake_is_named(self):
        self.refused(lambda l: l.pop(0), "line 1", "not a run")
        self.refused(lambda l: l.pop(1), "line 2", "start")
        self.refused(lambda l: l[0].update({"grayscope-run": 7}), "version 7")
        self.refused(lambda l: l[2].update(at=-3), "line 3", "at", "-3")
        self.refused(lambda l: l[4].update(at=10), "line 5", "10", "30")
        self.refused(lambda l: l[2]["settings"]["properties"].update(feed=4), "line 3", "feed", "4")
        self.refused(lambda l: l[2]["settings"]["properties"].update(fed=0.3), "line 3", "fed", "feed")
        self.refused(lambda l: l[2].update({"do": "jump"}), "line 3", "jump")
        self.refused(lambda l: l[3]["edit"]["stroke"].update(radius="wide"), "line 4", "radius", "wide")
        self.refused(lambda l: l[3]["edit"]["stroke"].pop("to"), "line 4", "stroke.to")
        self.refused(lambda l: l[3].update(edit={"explode": {}}), "line 4", "explode")
        self.refused(lambda l: l[1].update(rates="../up.npy"), "line 2", "../up.npy")
        self.refused(lambda l: l[-1]["now"].update(step=500), "line 7", "500")

    def test_a_field_beside_it_must_be_there_and_fit(self):
        self.refused(lambda l: l[1].update(rates="none.npy"), "none.npy")
        self.call("run", "--exec", "size 8 8; save-field small.npy")
        self.refused(lambda l: l[1].update(start="small.npy"), "8 x 8", "64 x 48")
        self.refused(lambda l: l[1].update({"do": "given", "field": "small.npy"}), "8 x 8", "64 x 48")

    def test_steps_beyond_the_run_are_refused(self):
        self.assertIn("between 0 and 90", self.replay("demo.gsr", "--to", "91", code=2).stderr)
        done = self.call("render", "demo.gsr", "--first", "0", "--last", "200", "--out", "f")
        self.assertEqual(done.returncode, 2)
        self.assertIn("step 200", done.stderr)
        self.assertFalse(os.path.exists(self.path("f")))


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
