/* The kernel contract: what a way of computing Gray-Scott tells the program, and what the program
 * promises in return.
 *
 * Plain C, so that a kernel that was compiled elsewhere can be loaded. The smallest kernel gives an
 * id, a label and `step`; every other member may stay zero, and zero always means the generous
 * default. The contract has three depths, in learning order:
 *
 *   1. step                    One step from `in` to `out`; the engine fills ghost cells, loops and
 *                              flips.
 *   2. advance                 Many steps on two planes that the kernel flips itself.
 *   3. load, advance, store    The kernel keeps the field in a layout of its own between calls.
 *
 * The equations (explicit Euler; all that stands on the right is of the old state):
 *
 *   L(f) = edge   * sum over the 4 sides     (neighbour - cell)
 *        + corner * sum over the 4 diagonals (neighbour - cell)
 *
 *   u' = u + dt (du L(u) - u v^2 + feed (1 - u))
 *   v' = v + dt (dv L(v) + u v^2 - (feed + kill) v)
 *
 * All functions of one kernel are called by one thread at a time, with denormals flushed to zero.
 * A message that a function returns is a static string, or lives in the kernel's own state until
 * its next call; it is shown to the user as it is. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GS_KERNEL_ABI 1

typedef enum gs_scalar { GS_F32 = 0, GS_F64 = 1 } gs_scalar;
typedef enum gs_memory { GS_HOST = 0, GS_CUDA = 1 } gs_memory;
typedef enum gs_boundary { GS_PERIODIC = 0, GS_NO_FLUX = 1, GS_FIXED = 2 } gs_boundary;

/* The order of operations (kernels/gray_scott.h, kernels/minimal.h). Kernels of the same algebra
 * and scalar give the same bits; the conformance tests hold them to it. */
typedef enum gs_algebra { GS_TEXTBOOK = 0, GS_MINIMAL = 1 } gs_algebra;

/* What a kernel can't do; 0: it can do everything. The engine words the reason. */
enum gs_limits {
    GS_NO_VARYING = 1 << 0, /* feed and kill planes */
    GS_NO_PERIODIC = 1 << 1,
    GS_NO_NO_FLUX = 1 << 2,
    GS_NO_FIXED = 1 << 3,
    GS_ONLY_FIVE_POINT = 1 << 4 /* corner weight 0 */
};

/* The parameters of a step. */
typedef struct gs_params {
    double feed, kill;             /* per unit of time */
    double du, dv;                 /* cell^2 per unit of time */
    double dt;                     /* time */
    double edge, corner;           /* the stencil's weights */
    int32_t boundary;              /* gs_boundary */
    double boundary_u, boundary_v; /* what ghost cells hold if the boundary is GS_FIXED */
} gs_params;

/* One state of the field in the kernel's memory and scalar: two planes, row-major, row 0 at the
 * top, `pitch` elements from row to row, u and v with the same pitch.
 *
 * The engine's planes always have one ring of ghost cells that may be read: rows -1 and `rows`,
 * columns -1 and `cols`. They hold the boundary's values only if the kernel asked for them by
 * wants_ghosts = 1. The planes are 64-byte aligned at column 0, and padded so that whole vectors of
 * 64 bytes may be read and written past the last column of a row. */
typedef struct gs_field {
    int32_t rows, cols;
    ptrdiff_t pitch;
    void *u, *v;
    /* Planes of the same layout if the rates vary, or both NULL: gs_params holds for all cells. */
    const void *feed, *kill;
} gs_field;

/* What a state is opened for. The parameters may change between calls, but neither the size nor
 * whether feed and kill vary. */
typedef struct gs_problem {
    int32_t rows, cols;
    int32_t varying; /* 1: gs_field.feed and .kill are given */
    gs_params params;
} gs_problem;

/* A tuning knob: a whole number from `low` to `high`. */
typedef struct gs_knob {
    const char* name;  /* a word for the command line */
    const char* label; /* for the window */
    const char* help;  /* one sentence, with the unit */
    int64_t low, high, initial;
    int32_t automatic; /* 1: the value 0 means "chosen by the kernel" */
    /* The names of its values, high - low + 1 of them; NULL: they are numbers. */
    const char* const* names;
} gs_knob;

/* Of a kernel that leaves out what would change no bit: how much it has computed, and where the
 * next steps compute, in square blocks of cells from row 0 and column 0 on. */
typedef struct gs_activity {
    /* Cell steps since `open`: those by which the field has advanced, and those of them that were
     * computed. */
    double advanced, computed;
    int32_t block;      /* cells on a side */
    int32_t rows, cols; /* of blocks */
    /* rows x cols, row by row; 0: the block is at rest. Lives until the next call. */
    const uint8_t* awake;
} gs_activity;

typedef struct gs_kernel {
    uint32_t abi, size;  /* GS_KERNEL_ABI, sizeof(gs_kernel); members are only ever appended */
    const char* id;      /* "cpu-openmp" */
    const char* label;   /* "OpenMP threads" */
    const char* summary; /* one sentence: what this kernel does and why it is on the ladder */
    /* The id of the kernel to take if this one refuses or is unavailable. NULL: the others, by
     * rank. */
    const char* fallback;
    int32_t memory; /* gs_memory of the planes */
    int32_t scalar; /* gs_scalar of the planes */
    /* 1: the engine fills one ring of ghost cells before each `step`; 0: the kernel treats the
     * boundary itself. */
    int32_t wants_ghosts;
    uint32_t limits;      /* gs_limits */
    const gs_knob* knobs; /* knob_count of them, or NULL */
    int32_t knob_count;

    /* NULL, or why this kernel can't run on this machine ("no CUDA driver: ..."). Cheap after the
     * first call. */
    const char* (*unavailable)(void);
    /* NULL, or why this kernel can't take this problem (a size that doesn't fit a device). Without
     * this function it takes all that is within its limits. */
    const char* (*refuse)(const gs_problem* problem);
    /* Makes a state; knobs: knob_count values in the table's order. On failure returns NULL and
     * leaves a message in `why`. */
    void* (*open)(const gs_problem* problem, const int64_t* knobs, void* stream, char* why, size_t why_size);
    void (*close)(void* self);

    /* 1. One step from `in` to `out`. CUDA kernels queue it on `stream` (a cudaStream_t) and do not
     * wait. NULL, or what failed. */
    const char* (*step)(void* self, const gs_params* p, const gs_field* in, const gs_field* out,
                        void* stream);
    /* 2. `steps` >= 1 steps: reads fields[*current], flips as it likes, and leaves in *current
     * where the result lies. The other field is scratch. Ghost cells are the kernel's own matter
     * here. If the kernel has `load`, fields and current are NULL. */
    const char* (*advance)(void* self, const gs_params* p, const gs_field fields[2], int32_t* current,
                           int64_t steps, void* stream);
    /* 3. Own layout: planes -> own state, and back. `load` is called again each time the planes
     * were changed from outside. `store` is called only when the field is looked at; it leaves the
     * own state as it is, and writes the cells and nothing beside them: on the host its planes may
     * be a frame to be shown, without ghost cells, padding or alignment, and u or v may be NULL if
     * it is not wanted. */
    const char* (*load)(void* self, const gs_params* p, const gs_field* planes, void* stream);
    const char* (*store)(void* self, const gs_field* planes, void* stream);

    /* What this state runs with, for the overlay: "AVX-512, 2 threads, depth 32, 2 strips"; may be
     * NULL. Any time after open. */
    const char* (*describe)(void* self);
    /* The threads that this state computes with (CPU), 0 on a device. NULL: 1. */
    int32_t (*threads)(void* self);
    /* The steps that are done in one go, as in a pass through memory or a graph: whole batches
     * cost least per step. >= 1; NULL: 1. Any time after open. */
    int32_t (*steps_per_batch)(void* self);
    /* Writes the values of the knobs with which this state really runs, knob_count of them in the
     * table's order: what was chosen for a 0 that means "automatic", and what a wish was cut down
     * to. NULL: all are as `open` was given them. Any time after open. */
    void (*knobs_in_use)(void* self, int64_t* values);

    int32_t algebra; /* gs_algebra */
    int32_t fused;   /* 1: several steps for each pass through memory, which is then no limit */
    /* The order among the kernels that may take the place of another one: the one of the highest
     * rank that can run is taken first. 0: it takes no other kernel's place, as one that takes few
     * problems, or one that shows a detour. The ranks of this program's kernels follow their
     * measured speed (docs/performance.md). */
    int32_t rank;

    /* What it has left out. NULL: nothing ever. Any time after open. */
    void (*activity)(void* self, gs_activity* activity);
    /* These cells of fields[*current] were written from outside since the last `advance`: for
     * kernels that remember something of the field and have no `load`. Queued on the stream that
     * `open` was given. NULL, or what failed. */
    const char* (*wrote)(void* self, int32_t row, int32_t col, int32_t rows, int32_t cols);
    /* As `store`, into planes that hold what an earlier call for this state has left there: cells
     * that have not changed since may be left alone. *since: as that call has left it; 0: nothing
     * is known of the planes. NULL: `store` is asked. */
    const char* (*store_changed)(void* self, const gs_field* planes, int64_t* since, void* stream);
} gs_kernel;

#ifdef __cplusplus
}
#endif
