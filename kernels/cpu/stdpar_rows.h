// The two functions of the stdpar_rows library, which is loaded when cpu-stdpar is first asked for:
// so the program starts even if the library behind the parallel algorithms (libtbb) is not
// installed.
#pragma once

extern "C" {

/// Calls row(data, y) for y = 0 .. rows - 1 by std::for_each with a parallel policy; true on
/// success, false if memory is short.
using gs_for_each_row_fn = bool(int rows, void (*row)(const void* data, int y), const void* data);
/// Lets at most `most` threads share the rows from now on; returns how many will.
using gs_stdpar_threads_fn = int(int most);

gs_for_each_row_fn gs_for_each_row;
gs_stdpar_threads_fn gs_stdpar_threads;
}
