#!/usr/bin/env python3
"""The window as the system treats it: what ends it from outside, and the keys of other keyboards.

    with_display test_window.py PROGRAM [TestCase...]
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = ""


class Window(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.environment = {**os.environ, "HOME": self.home.name}
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "WAYLAND_DISPLAY"):
            self.environment.pop(name, None)

    def path(self, *names):
        return os.path.join(self.home.name, *names)

    def open(self, commands="", **how):
        """The program in its window, as if for the first time, once it has done the commands."""
        shutil.rmtree(self.path(".config"), ignore_errors=True)
        if os.path.exists(self.path("there.npy")):
            os.remove(self.path("there.npy"))
        process = subprocess.Popen([PROGRAM, "--exec", f"size 96 64; {commands} save-field there.npy"], cwd=self.home.name,
                                   env=self.environment, stderr=subprocess.PIPE, text=True, **how)
        self.addCleanup(self.end, process)
        self.until(lambda: os.path.exists(self.path("there.npy")) or process.poll() is not None)
        self.assertIsNone(process.poll(), process.returncode)
        return process

    @staticmethod
    def end(process):
        process.kill()
        process.wait()
        process.stderr.close()

    def until(self, condition):
        for _ in range(6000):
            if condition():
                return
            time.sleep(0.01)
        self.fail("it did not come")

    def session(self):
        with open(self.path(".config", "grayscope", "last-session.json")) as file:
            return json.load(file)


class Signals(Window):
    def test_each_saves_the_session_and_the_settings(self):
        """A terminal that was closed lost both."""
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                process = self.open("set feed 0.0371;")
                process.send_signal(number)
                self.assertEqual(process.wait(60), 0)
                self.assertEqual(self.session()["properties"]["feed"], 0.0371)
                self.assertTrue(os.path.exists(self.path(".config", "grayscope", "last-session.json.npy")))
                self.assertTrue(os.path.exists(self.path(".config", "grayscope", "window.json")))

    def test_nohup_keeps_it_open(self):
        process = self.open(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        self.assertIsNone(process.poll())


@unittest.skipUnless(shutil.which("xdotool") and shutil.which("setxkbmap"), "xdotool or setxkbmap is missing")
class Keyboards(Window):
    """Signs lie on different keys, or on shifted ones, in each layout."""

    def press(self, layout, *keys):
        """Opens the window, types, closes it; the brush's radius and the interface's scale afterwards."""
        self.tool("setxkbmap", layout)
        process = self.open("set brush-radius 12;")
        window = self.tool("xdotool", "search", "--name", "Grayscope").split()[0]
        self.tool("xdotool", "mousemove", "--window", window, "200", "500")
        self.tool("xdotool", "key", "--delay", "150", *keys)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 0)
        with open(self.path(".config", "grayscope", "window.json")) as file:
            settings = json.load(file)
        radius = self.session()["properties"]["brush-radius"]
        return radius, settings.get("scale", 0)

    def tool(self, *words):
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, (words, done.stderr))
        return done.stdout

    def test_the_brush_follows_brackets_and_nothing_else(self):
        for layout in ("us", "de", "fr", "se"):
            with self.subTest(layout):
                self.assertGreater(self.press(layout, "bracketright")[0], 12)
                self.assertLess(self.press(layout, "bracketleft")[0], 12)
                self.assertEqual(self.press(layout, "plus", "minus", "plus")[0], 12)

    def test_ctrl_and_plus_enlarge_the_interface(self):
        for layout in ("us", "de", "se", "es"):
            with self.subTest(layout):
                self.assertGreater(self.press(layout, "ctrl+plus")[1], 1)
                self.assertLess(self.press(layout, "ctrl+minus")[1], 1)
        self.assertGreater(self.press("us", "ctrl+equal")[1], 1)
        self.assertGreater(self.press("us", "ctrl+KP_Add")[1], 1)
        self.assertGreater(self.press("ch", "ctrl+Up")[1], 1)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
