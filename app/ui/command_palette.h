// Ctrl+K: a field in which everything that can be done is found by its name, and done.
#pragma once

#include <string>
#include <vector>

#include "app/core/app/command_search.h"
#include "app/ui/typed_line.h"

namespace gs {

struct Ui;

/// The command palette. UI thread.
class CommandPalette {
  public:
    /// Shows it with an empty field.
    void open() { wanted_ = true; }
    /// It is shown, or about to be: keys are its own.
    bool is_open() const { return wanted_ || shown_; }
    void draw(Ui& ui);
    /// The rows that are shown, and what went wrong; for tests.
    const std::vector<SearchRow>& rows() const { return rows_; }
    const std::string& failure() const { return failure_; }
    const std::string& typed() const { return line_.text; }

  private:
    void find(Ui& ui);
    void walk(std::size_t visible);
    void draw_field(Ui& ui);
    void draw_rows(Ui& ui);
    void draw_row(const SearchRow& row, bool chosen) const;
    void draw_foot(const Ui& ui) const;
    void choose(Ui& ui, const SearchRow& row);

    TypedLine line_;
    std::string found_for_;  // what rows_ were found for
    std::vector<SearchRow> rows_;
    std::size_t at_ = 0;  // the chosen one of rows_
    std::string failure_;
    bool wanted_ = false, shown_ = false, walked_ = false;
};

}  // namespace gs
