#!/usr/bin/env python3
"""The bundle, packed from this build and run as on another machine.

    test_bundle.py CMAKE PACK_SCRIPT [TestCase...]

Bare runs it from end to end in a root with the C library, bash and busybox, and in one that has not even a C library. Exit
code 77, with the reason as the last line, if no such root can be made. Refused is about what run.sh says no to, and about parts
that fail.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

CMAKE = PACK = ""
BASH, BUSYBOX = "/bin/bash-static", "/bin/busybox"
CPU_PARTS = ("cpu-conformance", "cpu-ladder", "cpu-sweep")
GPU_PARTS = ("device", "conformance", "ladder", "sweeps", "ablations", "ncu", "sanitizers", "hunt")
NONE = "GPU: "


def why_no_root():
    if os.geteuid() != 0:
        return "a root of its own needs root"
    for program in (BASH, BUSYBOX):
        if not os.path.exists(program):
            return f"{program} is not installed"
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        return "no mount namespace of its own is allowed here"
    return None


class Bundle(unittest.TestCase):
    no_archive = "OFF"

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.packed = os.path.join(cls.folder.name, "grayscope-gpu")
        done = subprocess.run([CMAKE, f"-DFOLDER={cls.packed}", f"-DNO_ARCHIVE={cls.no_archive}", "-P", PACK], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def environment(**more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GRAYSCOPE_", "GTEST_", "OUT"))}
        return {**kept, **more}

    @staticmethod
    def read(folder, name):
        with open(os.path.join(folder, name)) as file:
            return file.read()

    def results(self, folder):
        """Part -> result and reason, of parts.tsv."""
        lines = [line.split("\t") for line in self.read(folder, "parts.tsv").splitlines()[1:]]
        return {line[0]: (line[1], line[4]) for line in lines}


class Bare(Bundle):
    """A root of its own, with bash, busybox, /proc, /dev, and what the test puts there."""

    def root(self, with_c_library):
        root = tempfile.mkdtemp(dir=self.folder.name)
        for folder in ("bin", "proc", "dev", "lib64", "lib/x86_64-linux-gnu"):
            os.makedirs(os.path.join(root, folder))
        shutil.copy(BASH, os.path.join(root, "bin/bash"))
        shutil.copy(BUSYBOX, os.path.join(root, "bin/busybox"))
        shutil.copy(self.packed + ".tar.xz", root)
        if with_c_library:
            library = os.path.join(self.packed, "lib")
            for name in os.listdir(library):
                shutil.copy(os.path.join(library, name), os.path.join(root, "lib/x86_64-linux-gnu", name))
            shutil.copy(os.path.join(library, "ld-linux-x86-64.so.2"), os.path.join(root, "lib64"))
        return root

    def run_in(self, root, *arguments):
        """Unpacks the bundle there and runs it; the mounts end with the process."""
        inside = ("/bin/busybox --install -s /bin && tar xJf grayscope-gpu.tar.xz && "
                  "OUT=/results exec bash grayscope-gpu/run.sh " + " ".join(arguments))
        outside = f'mount -t proc proc "{root}/proc" && mount --bind /dev "{root}/dev" && exec chroot "{root}" "$@"'
        return subprocess.run(["unshare", "-m", "--propagation", "private", "sh", "-ec", outside, "sh", "/bin/bash", "-c", inside],
                              capture_output=True, text=True, env={"PATH": "/bin:/usr/bin:/sbin:/usr/sbin", "OMP_WAIT_POLICY": "passive"})

    def check_run(self, with_c_library, c_library):
        root = self.root(with_c_library)
        done = self.run_in(root, "--quick")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stderr, "")
        folder = os.path.join(root, "results")
        results, report = self.results(folder), self.read(folder, "report.md")
        for part in ("machine", *CPU_PARTS):
            self.assertEqual(results[part], ("passed", ""), done.stdout)
        for part in GPU_PARTS:
            result, reason = results[part]
            self.assertEqual(result, "skipped")
            self.assertRegex(reason, "CUDA|device")
            self.assertIn(f"| {part} | skipped |", report)
            self.assertIn(reason, report)
        if os.path.exists(os.path.join(self.packed, "test_interop_egl")):
            self.assertEqual(results["egl"][0], "skipped")
            self.assertRegex(results["egl"][1], "EGL")
        self.assertIn("- C library: " + c_library, report)
        self.assertIn(" 0 failed, 0 cut short", report)
        for kernel in ("cpu-reference", "cpu-simd", "cpu-temporal"):
            self.assertRegex(report, rf"\| {kernel} \| [0-9.]+ \|")
        tested, = [line.split("|")[5].split() for line in report.splitlines() if line.startswith("| cpu-conformance")]
        self.assertGreater(int(tested[0]), 30, "tests that passed")
        kept = set(os.listdir(folder)) - {"notes.tsv"}
        self.assertEqual(kept, {"cpu-ladder.json", "logs.tar.gz", "machine.txt", "parts.tsv", "report.md", "sweep-cpu-temporal.json"})

    def test_with_the_c_library_alone(self):
        self.check_run(True, "this machine's")

    def test_without_any_library(self):
        self.check_run(False, "the bundle's")


class Refused(Bundle):
    no_archive = "ON"  # it takes longer than all else here

    def setUp(self):
        self.out = tempfile.mkdtemp(dir=self.folder.name)
        self.copy = os.path.join(self.out, "bundle")
        shutil.copytree(self.packed, self.copy, symlinks=True)

    def run_it(self, *arguments, **environment):
        return subprocess.run(["bash", os.path.join(self.copy, "run.sh"), *arguments], capture_output=True, text=True, cwd=self.out,
                              env=self.environment(OUT=os.path.join(self.out, "results"), **environment))

    def replace(self, program, script):
        with open(os.path.join(self.copy, program), "w") as file:
            file.write("#!/bin/sh\n" + script + "\n")

    def after(self, done, code):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        folder = os.path.join(self.out, "results")
        return self.results(folder), self.read(folder, "report.md")

    def test_what_is_wrong_is_said_in_one_sentence(self):
        for arguments, words in ((["--seconds", "0"], ["--seconds", '"0"']), (["--seconds"], ["--seconds"]), (["--only"], ["--only"]),
                                 (["--only", "device,frob"], ['"frob"', "conformance"]), (["--frob"], ['"--frob"', "--quick"])):
            done = self.run_it(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
            for word in words:
                self.assertIn(word, done.stderr)

    def test_the_parts_for_a_gpu_take_500_seconds(self):
        parts = dict(line.split(":") for line in self.run_it("--list").stdout.split())
        self.assertEqual(sum(int(seconds) for name, seconds in parts.items() if name not in CPU_PARTS), 500)
        self.assertEqual(set(parts), {"machine", "egl", *GPU_PARTS, *CPU_PARTS})
        readme = self.read(self.copy, "README.md")
        for name in parts:
            self.assertIn(name, readme)

    def test_a_wrong_answer_fails_and_stops_nothing(self):
        with open(os.path.join(self.copy, "data/three-by-five.npy"), "r+b") as file:
            file.seek(-1, os.SEEK_END)
            file.write(b"\x7f")  # an exponent: some other number
        results, report = self.after(self.run_it("--quick", "--only", "cpu-conformance,cpu-sweep"), 1)
        self.assertEqual(results["cpu-conformance"][0], "failed")
        self.assertEqual(results["cpu-sweep"], ("passed", ""))
        self.assertIn("- cpu-conformance: cpu_simd.fields_three_by_five: ", report)

    def test_a_program_that_hangs_or_crashes_ends_its_own_part(self):
        self.replace("test_conformance", "echo '[ RUN      ] cpu_simd.hangs'; exec sleep 1000")
        results, report = self.after(self.run_it("--quick", "--seconds", "30", "--only", "cpu-conformance,cpu-ladder"), 1)
        self.assertRegex(results["cpu-conformance"][1], "ran past its time")
        self.assertIn("cpu_simd.hangs was running when the program ended", report)
        self.assertIn("cpu-ladder", results)
        self.replace("test_conformance", "echo '[ RUN      ] cpu_simd.crashes'; kill -SEGV $$")
        results, report = self.after(self.run_it("--quick", "--only", "cpu-conformance"), 1)
        self.assertRegex(results["cpu-conformance"][1], "exit code 139")
        self.assertIn("cpu_simd.crashes was running when the program ended", report)

    def test_a_gpu_that_is_required_and_missing_fails(self):
        if self.results_of_gpu() == "":
            self.skipTest("this machine has a GPU")
        results, _ = self.after(self.run_it("--only", "device", GRAYSCOPE_REQUIRE_GPU="1"), 1)
        self.assertEqual(results["device"][0], "failed")
        self.assertIn("GRAYSCOPE_REQUIRE_GPU=1", results["device"][1])

    def results_of_gpu(self):
        self.run_it("--only", "machine")
        lines = self.read(os.path.join(self.out, "results"), "machine.txt").splitlines()
        found, = [line[len(NONE):] for line in lines if line.startswith(NONE)]
        return "" if found == "can be used" else found

    def test_every_sweep_names_knobs_that_there_are(self):
        """A mistake there would cost its minute on a GPU: without one, the refusal is about the GPU and not about a knob."""
        program = os.path.join(self.copy, "grayscope-headless")
        for line in self.read(self.copy, "sweeps.txt").splitlines():
            if not line.startswith("#"):
                done = subprocess.run([program, "bench", *line.split()[1:], "--rounds", "0"], capture_output=True, text=True)
                if "built without CUDA" in self.results_of_gpu():
                    self.skipTest("built without CUDA: these kernels have no knobs")
                if done.returncode:
                    self.assertIn("can't run", done.stderr)


if __name__ == "__main__":
    CMAKE, PACK = sys.argv[1:3]
    if "Bare" in sys.argv[3:]:
        reason = why_no_root()
        if reason:
            print(reason)
            sys.exit(77)
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
