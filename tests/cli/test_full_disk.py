#!/usr/bin/env python3
"""A disk that takes no more bytes: films, frames and files. What was there stays, nothing half is left, a sentence says so.

    test_full_disk.py PROGRAM [TestCase...]

The system's limit of a file's size stands for the full disk: a write past it fails, in the program as in ffmpeg, which
writes the films.
"""
import os
import resource
import shutil
import signal
import subprocess
import sys
import unittest

import test_cli

SMALL = ["--size", "64x48", "--kernel", "cpu-reference", "--seed", "noise"]


class FullDisk(test_cli.Program):
    def call_with_room(self, room, *arguments):
        """Runs the program where no file may become larger than so many bytes."""
        def narrow():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # without it, the signal would end the program
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        return subprocess.run([test_cli.PROGRAM, *arguments], capture_output=True, text=True, timeout=300,
                              cwd=self.folder.name, preexec_fn=narrow, restore_signals=False)

    def content(self, folder="."):
        found = {}
        for place, _, names in os.walk(self.path(folder)):
            for name in names:
                with open(os.path.join(place, name), "rb") as file:
                    found[os.path.relpath(os.path.join(place, name), self.folder.name)] = file.read()
        return found

    def expect_said(self, done, name):
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(f"can't write \"{name}", done.stderr)
        self.assertNotRegex(done.stderr, r"terminate called|std::|what\(\)|assert|Segmentation")

    def test_a_film_that_finds_no_room_leaves_the_one_that_was_there(self):
        if shutil.which("ffmpeg") is None:
            self.skipTest("there is no ffmpeg")
        for ending in ("mp4", "webm", "gif", "apng"):
            with self.subTest(ending):
                film = f"film.{ending}"
                arguments = ["render", *SMALL, "--steps", "40", "--every", "4", "--out", film]
                done = self.call(*arguments)
                self.assertEqual(done.returncode, 0, done.stderr)
                whole = self.content()
                self.assertEqual(list(whole), [film])
                size = len(whole[film])
                for room in (1, size // 2, size - 1):
                    self.expect_said(self.call_with_room(room, *arguments, "--replace"), film)
                    self.assertEqual(self.content(), whole, f"room for {room} of {size} bytes")
                os.remove(self.path(film))
                self.expect_said(self.call_with_room(size // 2, *arguments), film)
                self.assertEqual(self.content(), {})

    def test_frames_that_find_no_room_are_not_there_and_the_others_are_whole(self):
        arguments = ["render", *SMALL, "--steps", "60", "--every", "10", "--out", "f"]
        self.assertEqual(self.call(*arguments).returncode, 0)
        whole = self.content()
        sizes = sorted(len(data) for name, data in whole.items() if name.endswith(".png"))
        shutil.rmtree(self.path("f"))
        for room in (1, sizes[0], sizes[len(sizes) // 2], sizes[-1] - 1):
            with self.subTest(room):
                self.expect_said(self.call_with_room(room, *arguments), "f")
                for name, data in self.content().items():
                    self.assertNotIn(".part", name)
                    if name.endswith(".png"):
                        self.assertEqual(data, whole[name])
                shutil.rmtree(self.path("f"))

    def test_files_of_a_script_stay_what_they_were(self):
        self.do("size 64 48", "seed noise", "save-session s.json", "select 1 1 9 9; copy; paste 20 20; save-run r.gsr",
                "save-field f.npy", "save-image p.png")
        before = self.content()
        for command in ("save-session s.json", "save-run r.gsr", "save-field f.npy", "save-image p.png"):
            for room in (1, 100, 500, 1500):
                done = self.call_with_room(
                    room, "run", "--exec", f"size 64 48; seed noise; step 1; select 1 1 9 9; copy; paste 20 20; {command}")
                if done.returncode == 0:
                    self.assertGreater(room, 100, f"{command} with room for {room} bytes")
                    self.do("size 64 48", "seed noise", "save-session s.json",
                            "select 1 1 9 9; copy; paste 20 20; save-run r.gsr", "save-field f.npy", "save-image p.png")
                    continue
                self.expect_said(done, command.split()[1])
                self.assertEqual(self.content(), before, f"{command} with room for {room} bytes")

    def test_a_journal_that_finds_no_room_is_said(self):
        done = self.call_with_room(10, "run", "--journal", "j.gss", "--exec", "size 64 48; step 1; step 2; step 3")
        self.expect_said(done, "j.gss")


if __name__ == "__main__":
    test_cli.PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
