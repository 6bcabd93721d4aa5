#!/usr/bin/env python3
"""Which CUDA compiler ./run and CMake take, beside drivers and toolkits of all ages, none of which is here.

    test_setup.py CMAKE [TestCase...]
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
CMAKE = shutil.which("cmake")
TOOLS = ("bash", "sh", "cat", "stat", "uname", "mkdir", "rm", "dirname", "env", "sed", "ninja", "c++", "g++", "cc", "gcc", "ld", "as", "ar")


class Machine(unittest.TestCase):
    """A tree with the cmake folder alone, and a PATH on which a driver and compilers can be placed."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(TREE / "cmake", self.folder / "cmake")
        (self.folder / "cmake/fetch_cuda.cmake").write_text(
            'message("FETCHED")\n'
            'file(WRITE "$ENV{XDG_CACHE_HOME}/grayscope/cuda-13.0/bin/nvcc" "#!/bin/sh\\necho release 13.0\\n")\n'
            'file(CHMOD "$ENV{XDG_CACHE_HOME}/grayscope/cuda-13.0/bin/nvcc" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)\n')
        self.path = self.folder / "path"
        self.path.mkdir()
        for tool in TOOLS:
            if found := shutil.which(tool):
                (self.path / tool).symlink_to(found)
        self.program("cmake", f'exec "{CMAKE}" "$@"')
        self.environment = {"PATH": str(self.path), "HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache"),
                            "GRAYSCOPE_USR_LOCAL": str(self.folder / "local"), "LC_ALL": "C"}

    def program(self, name, script):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def driver(self, cuda, gpus=""):
        lines = "\n".join(f"echo {gpu}" for gpu in gpus.split())
        self.program("nvidia-smi", f'case "$*" in *compute_cap*)\n{lines or ":"};;\n'
                                   f'*) echo "| NVIDIA-SMI 1.2   Driver Version: 1.2   CUDA Version: {cuda}  |";; esac')

    def nvcc(self, release, where="nvcc", architectures="75 80 86 90 100 120"):
        codes = " ".join(f"sm_{a}" for a in architectures.split())
        self.program(where, f'case "$*" in *list-gpu-code*) echo {codes};; *--version*) echo "release {release}, V{release}";; *) exit 1;; esac')

    def call(self, *command):
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


class Fetching(Machine):
    def setup(self):
        code, said = self.call("bash", "-euc", "set -o pipefail; . cmake/setup.sh; gs_cuda")
        self.assertEqual(code, 0, said)
        return said

    def test_without_a_driver_nothing_is_said(self):
        if not Path("/proc/driver/nvidia/version").exists() and not Path("/dev/dxg").exists():
            self.assertEqual(self.setup(), "")

    def test_a_driver_that_can_run_it_gets_the_compiler_once(self):
        self.driver("13.0")
        self.assertIn("FETCHED", self.setup())
        self.assertEqual(self.setup(), "")

    def test_an_old_driver_gets_one_sentence_once(self):
        self.driver("12.2")
        said = self.setup()
        self.assertNotIn("FETCHED", said)
        self.assertEqual(len(said.splitlines()), 1, said)
        for words in ("CUDA 12.2", "580", "nvidia-cuda-toolkit"):
            self.assertIn(words, said)
        self.assertEqual(self.setup(), "")

    def test_a_driver_that_was_updated_is_asked_again(self):
        self.driver("12.2")
        self.setup()
        self.driver("13.1")
        os.utime(self.path / "nvidia-smi", (1, 1))
        (self.folder / "build/release").mkdir(parents=True)
        (self.folder / "build/release/CMakeCache.txt").write_text("knows of no nvcc")
        self.assertIn("FETCHED", self.setup())
        self.assertFalse((self.folder / "build/release/CMakeCache.txt").exists())

    def test_a_toolkit_that_the_driver_runs_is_enough(self):
        for driver, release in (("12.2", "12.0"), ("13.0", "12.4"), ("12.2", "12.9")):
            with self.subTest(driver=driver, release=release):
                self.driver(driver)
                self.nvcc(release)
                self.assertEqual(self.setup(), "")

    def test_one_that_it_does_not_run_is_not(self):
        self.driver("12.2")
        self.nvcc("13.0")
        self.assertIn("580", self.setup())

    def test_one_that_is_too_old_is_replaced(self):
        self.driver("13.0")
        self.nvcc("11.5")
        self.assertIn("FETCHED", self.setup())

    def test_a_driver_that_does_not_answer_gets_nothing(self):
        self.program("nvidia-smi", "exit 9")
        said = self.setup()
        self.assertNotIn("FETCHED", said)
        self.assertIn("nvidia-smi", said)


class Choice(Machine):
    def script(self, text):
        path = self.folder / "script.cmake"
        path.write_text(f"cmake_minimum_required(VERSION 3.22)\nlist(APPEND CMAKE_MODULE_PATH {self.folder}/cmake)\nset(GRAYSCOPE_CUDA OFF)\ninclude(cuda)\n{text}\n")
        code, said = self.call("cmake", "-P", str(path))
        self.assertEqual(code, 0, said)
        return said.strip()

    def chosen(self):
        return self.script('gs_driver_cuda(driver)\ngs_choose_nvcc(nvcc "${driver}")\nmessage("${nvcc}")').replace(str(self.folder) + "/", "")

    def architectures(self, tests="OFF"):
        return self.script(f"set(GRAYSCOPE_TESTS {tests})\nset(CMAKE_CUDA_COMPILER {self.path}/nvcc)\n"
                           'gs_cuda_architectures(out)\nmessage("${out}")')

    def test_the_first_that_the_driver_runs(self):
        self.nvcc("13.0")
        self.nvcc("12.4", "../local/cuda-12.4/bin/nvcc")
        self.nvcc("11.5", "../local/cuda-11.5/bin/nvcc")
        self.assertEqual(self.chosen(), "path/nvcc")
        self.driver("13.0")
        self.assertEqual(self.chosen(), "path/nvcc")
        self.driver("12.2")
        self.assertEqual(self.chosen(), "local/cuda-12.4/bin/nvcc")

    def test_an_old_one_only_where_there_is_no_other(self):
        self.driver("13.0")
        self.nvcc("11.5")
        self.assertEqual(self.chosen(), "path/nvcc")
        self.nvcc("12.9", "../local/cuda/bin/nvcc")
        self.assertEqual(self.chosen(), "local/cuda/bin/nvcc")

    def test_without_a_gpu_all_generations_and_ptx_of_the_last(self):
        self.nvcc("13.0")
        self.assertEqual(self.architectures(), "75-real;80-real;90-real;100-real;120")
        self.nvcc("11.8", architectures="52 75 80 86 90")
        self.assertEqual(self.architectures(), "75-real;80-real;90")

    def test_tests_without_a_gpu_take_one(self):
        self.nvcc("13.0")
        self.assertEqual(self.architectures("ON"), "90-real")

    def test_the_gpus_that_are_here_and_ptx_of_the_newest(self):
        self.nvcc("13.0")
        self.driver("13.0", "8.6 12.0 8.6")
        self.assertEqual(self.architectures(), "86-real;120")
        self.driver("13.0", "9.0")
        self.assertEqual(self.architectures("ON"), "90")
        self.driver("13.0", "15.0")
        self.assertEqual(self.architectures(), "120")


class Configured(Machine):
    """A project that has nothing but the question for CUDA."""

    def configure(self, *options):
        (self.folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.22)\nproject(question LANGUAGES CXX)\n"
            "list(APPEND CMAKE_MODULE_PATH ${PROJECT_SOURCE_DIR}/cmake)\ninclude(cuda)\n"
            'message(STATUS "CUDA: ${GS_CUDA} ${GS_CUDA_REASON}")\n')
        return self.call("cmake", "-G", "Ninja", "-B", "question", *options)

    def test_an_old_one_is_refused_with_a_sentence(self):
        self.nvcc("11.5")
        code, said = self.configure()
        self.assertEqual(code, 0, said)
        self.assertIn("CUDA: OFF built without CUDA (nvcc 11.5 is too old, 11.8 or newer is needed)", said)
        code, said = self.configure("-DGRAYSCOPE_CUDA=ON")
        self.assertNotEqual(code, 0)
        self.assertIn("nvcc 11.5 is too old", " ".join(said.split()))

    def test_none_and_one_that_does_not_work(self):
        code, said = self.configure()
        self.assertEqual(code, 0, said)
        self.assertIn("CUDA: OFF built without CUDA (no nvcc was found)", said)
        self.nvcc("13.0")
        code, said = self.configure()
        self.assertEqual(code, 0, said)
        self.assertIn("nvcc does not work)", said)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        CMAKE = sys.argv.pop(1)
    unittest.main(verbosity=1)
