// Pages: what needs the stage for itself. One is open at a time; the same key or word closes it.
#pragma once

namespace gs {

struct Ui;

enum class Page { None, Gallery, Ladder, Map, Benchmark, Help };

/// Opens this page in place of another, or closes it if it is open.
void flip_page(Ui& ui, Page page);
/// True if the open page lies over the figures.
bool page_covers_figures(const Ui& ui);
/// Draws the page that is open, with its title and a button to close it.
void draw_page(Ui& ui);

// What stands on the pages.
void draw_gallery(Ui& ui);
void draw_ladder(Ui& ui);
void draw_help(Ui& ui);

}  // namespace gs
