"""Grayscope's ladder beside what one would otherwise write in Python: NumPy, Numba, JAX, Halide.

One problem: 1920 x 1080, periodic, Karl Sims' nine-point stencil, float32, as many threads as there are. First every
contender steps a small field, which has to agree with a double loop in float64; then all are timed in turn, round after
round, so that a slow moment of the machine falls on all of them. Run by compare.sh, which installs what is needed.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import halide as hl
import jax
import jax.numpy as jnp
import numba
import numpy as np

FEED, KILL, DU, DV, EDGE, CORNER = 0.0545, 0.062, 1.0, 0.5, 0.2, 0.05  # dt is 1
COLS, ROWS = 1920, 1080
OURS = ["cpu-reference", "cpu-autovec", "cpu-openmp", "cpu-simd", "cpu-blocked", "cpu-temporal"]
F = np.float32


def start(rows, cols):
    """Square spots of u = 0.5, v = 0.25, so many that patterns cover the field."""
    random = np.random.default_rng(1)
    u, v = np.ones((rows, cols), F), np.zeros((rows, cols), F)
    for y, x in zip(random.integers(0, rows, rows * cols // 600), random.integers(0, cols, rows * cols // 600)):
        u[y:y + 9, x:x + 9], v[y:y + 9, x:x + 9] = 0.5, 0.25
    return u, v


def double_loop(u, v, steps):
    """The equations as they are written in the lecture, in Python's float64: what all others are held against."""
    rows, cols = u.shape
    u, v = u.astype(float).tolist(), v.astype(float).tolist()

    def laplacian(f, y, x):
        n, s, w, e, c = f[y - 1], f[(y + 1) % rows], x - 1, (x + 1) % cols, f[y][x]
        sides = n[x] + s[x] + f[y][w] + f[y][e] - 4 * c
        return EDGE * sides + CORNER * (n[w] + n[e] + s[w] + s[e] - 4 * c)

    for _ in range(steps):
        next_u, next_v = [[0.0] * cols for _ in range(rows)], [[0.0] * cols for _ in range(rows)]
        for y in range(rows):
            for x in range(cols):
                a, b = u[y][x], v[y][x]
                next_u[y][x] = a + DU * laplacian(u, y, x) - a * b * b + FEED * (1 - a)
                next_v[y][x] = b + DV * laplacian(v, y, x) + a * b * b - (FEED + KILL) * b
        u, v = next_u, next_v
    return np.array(u), np.array(v)


def wrap(f):
    """Fills the ring of ghost cells of a periodic field."""
    f[0, 1:-1], f[-1, 1:-1] = f[-2, 1:-1], f[1, 1:-1]
    f[:, 0], f[:, -1] = f[:, -2], f[:, 1]


class NumPy:
    """Slices of padded arrays, every operation into memory that is there already."""
    name = "NumPy, slices"

    def __init__(self, u, v):
        self.fields = [np.pad(u, 1), np.pad(v, 1)]
        self.sides, self.diagonals, self.reaction = (np.empty_like(u) for _ in range(3))

    def laplacian(self, f, diffusion):
        n, c, s = f[:-2], f[1:-1], f[2:]
        sides, diagonals = self.sides, self.diagonals
        np.add(n[:, 1:-1], s[:, 1:-1], out=sides)
        sides += c[:, :-2]
        sides += c[:, 2:]
        sides *= F(EDGE * diffusion)
        np.add(n[:, :-2], n[:, 2:], out=diagonals)
        diagonals += s[:, :-2]
        diagonals += s[:, 2:]
        diagonals *= F(CORNER * diffusion)
        sides += diagonals
        return sides

    def step(self, steps):
        u, v = self.fields
        inner_u, inner_v = u[1:-1, 1:-1], v[1:-1, 1:-1]
        centre = 4 * (EDGE + CORNER)
        for _ in range(steps):
            wrap(u)
            wrap(v)
            np.multiply(inner_v, inner_v, out=self.reaction)
            self.reaction *= inner_u
            around = self.laplacian(u, DU)
            inner_u *= F(1 - FEED - centre * DU)
            inner_u += around
            inner_u -= self.reaction
            inner_u += F(FEED)
            around = self.laplacian(v, DV)
            inner_v *= F(1 - FEED - KILL - centre * DV)
            inner_v += around
            inner_v += self.reaction

    def result(self):
        return tuple(f[1:-1, 1:-1] for f in self.fields)


@numba.njit(parallel=True, fastmath=True, error_model="numpy")
def numba_step(u, v, next_u, next_v):
    rows, cols = u.shape[0] - 2, u.shape[1] - 2
    edge, corner = F(EDGE), F(CORNER)
    for y in numba.prange(rows):
        u_north, u_row, u_south = u[y], u[y + 1], u[y + 2]
        v_north, v_row, v_south = v[y], v[y + 1], v[y + 2]
        for x in range(cols):
            a, b = u_row[x + 1], v_row[x + 1]
            lu = (edge * (u_north[x + 1] + u_south[x + 1] + u_row[x] + u_row[x + 2] - F(4) * a)
                  + corner * (u_north[x] + u_north[x + 2] + u_south[x] + u_south[x + 2] - F(4) * a))
            lv = (edge * (v_north[x + 1] + v_south[x + 1] + v_row[x] + v_row[x + 2] - F(4) * b)
                  + corner * (v_north[x] + v_north[x + 2] + v_south[x] + v_south[x + 2] - F(4) * b))
            uvv = a * b * b
            next_u[y + 1, x + 1] = a + (F(DU) * lu - uvv + F(FEED) * (F(1) - a))
            next_v[y + 1, x + 1] = b + (F(DV) * lv + uvv - F(FEED + KILL) * b)
        next_u[y + 1, 0], next_u[y + 1, cols + 1] = next_u[y + 1, cols], next_u[y + 1, 1]
        next_v[y + 1, 0], next_v[y + 1, cols + 1] = next_v[y + 1, cols], next_v[y + 1, 1]


class Numba:
    """The double loop, compiled for all threads with relaxed arithmetic."""
    name = "Numba, parallel loop"

    def __init__(self, u, v):
        self.now, self.then = [np.pad(u, 1), np.pad(v, 1)], [np.pad(u, 1), np.pad(v, 1)]
        for f in self.now:
            wrap(f)

    def step(self, steps):
        for _ in range(steps):
            numba_step(*self.now, *self.then)
            for f in self.then:
                f[0], f[-1] = f[-2], f[1]
            self.now, self.then = self.then, self.now

    def result(self):
        return tuple(f[1:-1, 1:-1] for f in self.now)


@jax.jit
def jax_steps(u, v, steps):
    def laplacian(f):
        p = jnp.pad(f, 1, mode="wrap")
        sides = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:] - 4 * f
        return EDGE * sides + CORNER * (p[:-2, :-2] + p[:-2, 2:] + p[2:, :-2] + p[2:, 2:] - 4 * f)

    def one(_, fields):
        a, b = fields
        uvv = a * b * b
        return (a + (DU * laplacian(a) - uvv + FEED * (1 - a)), b + (DV * laplacian(b) + uvv - (FEED + KILL) * b))

    return jax.lax.fori_loop(0, steps, one, (u, v))


class Jax:
    """Padded slices, all steps in one compiled loop."""
    name = "JAX, compiled loop"

    def __init__(self, u, v):
        self.fields = jnp.asarray(u), jnp.asarray(v)

    def step(self, steps):
        self.fields = jax.block_until_ready(jax_steps(*self.fields, steps))

    def result(self):
        return tuple(np.asarray(f) for f in self.fields)


def halide_pipeline(fused, band, source):
    """`fused` steps: each a stage over an endless periodic plane, computed row by row as the next one needs it."""
    x, y, yo, yi = hl.Var("x"), hl.Var("y"), hl.Var("yo"), hl.Var("yi")
    stages = [hl.BoundaryConditions.repeat_image(source)]

    def laplacian(f, c):
        sides = f[x, y - 1, c] + f[x, y + 1, c] + f[x - 1, y, c] + f[x + 1, y, c] - hl.f32(4) * f[x, y, c]
        return hl.f32(EDGE) * sides + hl.f32(CORNER) * (f[x - 1, y - 1, c] + f[x + 1, y - 1, c] + f[x - 1, y + 1, c]
                                              + f[x + 1, y + 1, c] - hl.f32(4) * f[x, y, c])

    for level in range(fused):
        f, stage, c = stages[-1], hl.Func(f"step{level}"), hl.Var("c")
        a, b = f[x, y, 0], f[x, y, 1]
        uvv = a * b * b
        next_u = a + (hl.f32(DU) * laplacian(f, 0) - uvv + hl.f32(FEED) * (hl.f32(1) - a))
        next_v = b + (hl.f32(DV) * laplacian(f, 1) + uvv - hl.f32(FEED + KILL) * b)
        stage[x, y, c] = hl.select(c == 0, next_u, next_v)
        stage.bound(c, 0, 2).unroll(c).reorder(c, x, y)
        stages.append(stage)
    last = stages[-1]
    lanes = hl.get_host_target().natural_vector_size(hl.Float(32))
    last.split(y, yo, yi, band, hl.TailStrategy.RoundUp).parallel(yo)
    last.vectorize(x, lanes, hl.TailStrategy.GuardWithIf)
    for stage in stages[1:-1]:
        stage.store_at(last, yo).compute_at(last, yi).vectorize(x, lanes)
    return last


class Halide:
    """Threads over bands of rows, whole vectors along a row."""
    fused, bands = 1, 24

    def __init__(self, u, v):
        self.now, self.then = (hl.Buffer(np.ascontiguousarray(np.stack([u, v]))) for _ in range(2))
        assert u.shape[0] % self.bands == 0
        self.source = hl.ImageParam(hl.Float(32), 3)
        for d, extent in enumerate((u.shape[1], u.shape[0], 2)):
            self.source.dim(d).set_bounds(0, extent)
        self.pipeline = halide_pipeline(self.fused, u.shape[0] // self.bands, self.source)
        self.pipeline.compile_jit()

    def step(self, steps):
        assert steps % self.fused == 0
        for _ in range(steps // self.fused):
            self.source.set(self.now)
            self.pipeline.realize(self.then)
            self.now, self.then = self.then, self.now

    def result(self):
        return tuple(np.array(self.now))


class HalideOne(Halide):
    name = "Halide, one step a pass"


class HalideFused(Halide):
    """The same with sixteen steps for each pass through memory."""
    name = "Halide, sixteen steps a pass"
    fused, bands = 16, 8


OTHERS = [NumPy, Numba, Jax, HalideOne, HalideFused]


class Program:
    """grayscope-headless, asked in the words of its own commands."""

    def __init__(self, path):
        self.path = path

    def kernels(self):
        listed = json.loads(subprocess.run([self.path, "kernels", "--json"], check=True, capture_output=True).stdout)
        available = {kernel["id"] for kernel in listed["kernels"] if kernel["available"]}
        return [kernel for kernel in OURS if kernel in available]

    def stepped(self, kernel, u, v, steps):
        with tempfile.TemporaryDirectory() as folder:
            np.save(pathlib.Path(folder) / "in.npy", np.stack([u, v]))
            commands = [f"load-field {folder}/in.npy", f"set feed {FEED}", f"set kill {KILL}", f"set du {DU}",
                        f"set dv {DV}", "set dt 1", f"stencil {EDGE} {CORNER}", "boundary periodic",
                        f"kernel {kernel}", f"step {steps}", f"save-field {folder}/out.npy"]
            subprocess.run([self.path, "run", "-"], input="\n".join(commands), text=True, check=True,
                           capture_output=True)
            return tuple(np.load(pathlib.Path(folder) / "out.npy"))

    def rates(self, kernels, seconds):
        command = [self.path, "bench", "--kernels", ",".join(kernels), "--sizes", f"{COLS}x{ROWS}", "--rounds", "1",
                   "--seconds", str(seconds), "--json", "-"]
        report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return {row["kernel"]: row["gcells_per_s"] for row in report["results"]}


def check(program, kernels):
    """Everyone against the double loop; the largest difference of each."""
    rows, cols, steps, allowed = 96, 128, 32, 2e-5
    u, v = start(rows, cols)
    right = double_loop(u, v, steps)
    differences = {}
    for contender in OTHERS:
        one = contender(u, v)
        one.step(steps)
        differences[contender.name] = max(np.abs(a - b).max() for a, b in zip(one.result(), right))
    for kernel in kernels:
        differences[kernel] = max(np.abs(a - b).max() for a, b in zip(program.stepped(kernel, u, v, steps), right))
    wrong = {name: worst for name, worst in differences.items() if not worst < allowed}
    if wrong:
        sys.exit(f"not the same result as the double loop in float64 (allowed {allowed}): {wrong}")
    return differences


def rate_of(contender, seconds):
    """Gcell/s of a sample of about so many seconds; contenders keep their field from round to round."""
    contender.step(16)  # what is compiled at the first call is compiled now
    steps = 16
    while True:
        begin = time.perf_counter()
        contender.step(steps)
        elapsed = time.perf_counter() - begin
        if elapsed >= 0.6 * seconds:
            return 1e-9 * COLS * ROWS * steps / elapsed
        steps = max(2 * steps, int(steps * seconds / max(elapsed, 1e-3)) // 16 * 16)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("program", help="path of grayscope-headless")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=1.0, help="of a sample")
    chosen = options.parse_args()
    program = Program(chosen.program)
    kernels = program.kernels()
    differences = check(program, kernels)
    contenders = [contender(*start(ROWS, COLS)) for contender in OTHERS]
    samples = {name: [] for name in differences}
    for number in range(chosen.rounds):
        for contender in contenders:
            samples[contender.name].append(rate_of(contender, chosen.seconds))
        for kernel, rate in program.rates(kernels, chosen.seconds).items():
            samples[kernel].append(rate)
        print(f"round {number + 1} of {chosen.rounds} done", file=sys.stderr)
    best = max(statistics.median(samples[contender.name]) for contender in OTHERS)
    print("| program | Gcell/s, median | lowest - highest | times the best of the others | worst difference to float64 |")
    print("|---|---|---|---|---|")
    for name, rates in sorted(samples.items(), key=lambda item: statistics.median(item[1])):
        median = statistics.median(rates)
        print(f"| {name} | {median:.3g} | {min(rates):.3g} - {max(rates):.3g} | {median / best:.2f} "
              f"| {differences[name]:.1e} |")


if __name__ == "__main__":
    main()
