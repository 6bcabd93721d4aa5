"""The rules themselves: each must see what it is for, and leave alone what is allowed."""

import unittest

import rules


def seen(path, text, rule):
    return [words for _, words in rule(path, text)]


class IncludeDirection(unittest.TestCase):
    def test_a_lower_level_may_not_reach_up(self):
        for path, header in [
            ("kernels/engine/engine.cpp", "app/core/app/app.h"),
            ("app/core/app/app.cpp", "app/render/presenter.h"),
            ("app/core/app/app.cpp", "app/ui/panel.h"),
            ("app/core/files/files.cpp", "app/core/app/app.h"),
            ("app/core/document/document.h", "app/core/run/simulation.h"),
            ("kernels/cpu/textbook_rows.h", "kernels/engine/engine.h"),
            ("kernels/cpu/textbook_rows.h", "kernels/cpu_temporal/rows.h"),
            ("kernels/kernel_api.h", "kernels/host/isa.h"),
            ("app/render/presenter.cpp", "app/ui/panel.h"),
            ("app/cli/render.cpp", "app/ui/panel.h"),
            ("app/cli/render.cpp", "app/render/presenter.h"),
        ]:
            with self.subTest(path=path, header=header):
                self.assertTrue(seen(path, f'#include "{header}"\n', rules.include_direction))

    def test_down_and_sideways_is_allowed(self):
        for path, header in [
            ("app/core/app/app.cpp", "kernels/engine/engine.h"),
            ("app/ui/panel.cpp", "app/render/presenter.h"),
            ("app/main.cpp", "app/ui/window.h"),
            ("app/core/app/app.cpp", "app/core/text/strings.h"),
            ("kernels/cpu/textbook_rows.h", "kernels/gray_scott.h"),
            ("kernels/engine/engine.cpp", "kernels/engine/field.h"),
            ("tests/unit/app.cpp", "app/ui/panel.h"),
        ]:
            with self.subTest(path=path, header=header):
                self.assertFalse(seen(path, f'#include "{header}"\n', rules.include_direction))


    def test_a_folder_that_the_rules_do_not_know_is_seen(self):
        self.assertTrue(seen("app/core/new/a.cpp", "", rules.include_direction))
        self.assertTrue(seen("kernels/new/a.cpp", "", rules.include_direction))


class WallClock(unittest.TestCase):
    def test_a_period_by_the_time_of_day_is_seen(self):
        for line in ["auto t = std::chrono::system_clock::now();", "std::time_t t = std::time(nullptr);"]:
            self.assertTrue(seen("app/core/run/a.cpp", line, rules.wall_clock))
            self.assertFalse(seen("app/core/files/paths.cpp", line, rules.wall_clock))
        self.assertFalse(seen("app/core/run/a.cpp", "// system_clock\nauto t = step_time(0);", rules.wall_clock))


class Folders(unittest.TestCase):
    def test_one_that_two_tests_would_share_is_seen(self):
        for line in ("fs::temp_directory_path() / \"x\"", "fs::absolute(\"x\")", "fs::current_path(folder);"):
            with self.subTest(line):
                self.assertTrue(seen("tests/gui/a.cpp", line, rules.folders_of_tests))
                self.assertFalse(seen("tests/support/folder.h", line, rules.folders_of_tests))
                self.assertFalse(seen("app/core/files/paths.cpp", line, rules.folders_of_tests))
        self.assertFalse(seen("tests/gui/a.cpp", "fs::current_path() / \"x\"", rules.folders_of_tests))


class WideComments(unittest.TestCase):
    def test_a_wide_comment_is_seen_in_all_its_forms(self):
        words = "word " * 20
        for line in ["// " + words, "    /// " + words, " * " + words, "/* " + words]:
            with self.subTest(line=line):
                self.assertTrue(seen("kernels/a.h", line + "\n", rules.wide_comments))
                self.assertFalse(seen("kernels/a.h", line[:100] + "\n", rules.wide_comments))

    def test_code_is_the_formatters(self):
        line = "    " + "a + " * 30 + "b;\n"
        self.assertFalse(seen("kernels/a.cpp", line, rules.wide_comments))
        self.assertFalse(seen("kernels/a.cpp", "        *cu + " + "a + " * 30 + "b;\n", rules.wide_comments))


class SharedNames(unittest.TestCase):
    def test_a_class_has_its_name_for_itself(self):
        one = {"app/core/a.h": "class Canvas {\n};\n", "app/ui/b.h": "class Canvas;\nstruct Other {\n};\n"}
        self.assertEqual(list(rules.shared_names(one)), [])
        two = {**one, "app/ui/c.h": "\nclass Canvas final : public Other {\n};\n"}
        self.assertEqual(list(rules.shared_names(two)), ["app/ui/c.h:2: Canvas is a class of app/core/a.h, too"])

    def test_what_only_one_source_sees_may_share_a_name(self):
        texts = {"app/core/a.cpp": "struct Table {\n};\n", "app/core/b.cpp": "struct Table {\n};\n"}
        self.assertEqual(list(rules.shared_names(texts)), [])


class PrivateHeaders(unittest.TestCase):
    def test_each_has_one_owner(self):
        for header, owner in [("glad/gl.h", "app/render"), ("cuda_gl_interop.h", "app/render"),
                              ("imgui.h", "app/ui"), ("GLFW/glfw3.h", "app/ui"), ("implot.h", "app/ui")]:
            with self.subTest(header=header):
                line = f"#include <{header}>\n"
                self.assertTrue(seen("app/core/app/app.cpp", line, rules.private_headers))
                self.assertFalse(seen(f"{owner}/a.cpp", line, rules.private_headers))
        self.assertTrue(seen("app/render/view.cpp", "#include <imgui.h>\n", rules.private_headers))
        self.assertTrue(seen("app/ui/window.cpp", '#include "glad/gl.h"\n', rules.private_headers))


class KernelIds(unittest.TestCase):
    def test_the_program_names_no_kernel(self):
        for line in ['if (row.kernel == "cpu-reference") return;', 'find_kernel("cuda-vector")', 'say("as in cpu-simd.isa=2")']:
            with self.subTest(line=line):
                self.assertTrue(seen("app/core/bench/plot.cpp", line, rules.kernel_ids))
                self.assertFalse(seen("kernels/engine/engine.cpp", line, rules.kernel_ids))
                self.assertFalse(seen("app/core/text/strings.def", line, rules.kernel_ids))
        for line in ['/// "cpu-openmp.threads": a knob', 'kernel.memory == GS_CUDA ? "cuda" : "cpu"', 'find_kernel(id)']:
            with self.subTest(line=line):
                self.assertFalse(seen("app/core/bench/plot.cpp", line, rules.kernel_ids))


class Lengths(unittest.TestCase):
    @staticmethod
    def function(lines, head="int f(int a)"):
        return head + " {\n" + "    a = '{' + \"}\" + 1;  // {\n" * (lines - 2) + "}\n"

    def test_a_long_function_is_seen(self):
        for head in ["int f(int a)", "Thing::Thing(int a) : a_{a}, b_{2}", "auto f(int a) -> int",
                     "bool operator==(const T& a) const noexcept", "template <int N>\n__global__ void f(float* p)"]:
            with self.subTest(head=head):
                lines = rules.LONGEST_FUNCTION + 1
                self.assertTrue(seen("kernels/a.cu", self.function(lines, head), rules.long_functions))
                short = self.function(rules.LONGEST_FUNCTION - 1, head)
                self.assertFalse(seen("kernels/a.cu", short, rules.long_functions))

    def test_it_is_seen_inside_of_namespaces_and_classes(self):
        text = "namespace gs {\nclass A {\n" + self.function(90, "int f(int a) const") + "};\n}\n"
        self.assertTrue(seen("app/core/a.cpp", text, rules.long_functions))

    def test_many_short_functions_and_a_long_table_are_no_long_function(self):
        text = "namespace gs {\n" + self.function(60) * 5 + "const Row kRows[] = {\n" + "    {1, f(2)},\n" * 200 + "};\n}\n"
        self.assertFalse(seen("app/core/a.cpp", text, rules.long_functions))

    def test_a_long_file_is_seen(self):
        self.assertTrue(seen("kernels/a.cpp", "\n" * (rules.LONGEST_FILE + 1), rules.long_files))
        self.assertFalse(seen("kernels/a.cpp", "\n" * rules.LONGEST_FILE, rules.long_files))
        self.assertFalse(seen("docs/a.md", "\n" * 2000, rules.long_files))


class Prose(unittest.TestCase):
    LONG = "word " * 25 + "end"  # 128 columns

    def test_a_long_line_is_seen_wherever_prose_stands(self):
        for text in [self.LONG, f"# {self.LONG}", f"- {self.LONG}", f"- item\n\n    - {self.LONG}", f"text\n    {self.LONG}",
                     f"```\ncode\n```\n{self.LONG}", f"    code\n{self.LONG}", f"| a |\n{self.LONG}", f"1. item\n   {self.LONG}"]:
            with self.subTest(text=text):
                self.assertTrue(seen("docs/a.md", text, rules.wide_prose))
                self.assertFalse(seen("docs/a.py", text, rules.wide_prose))

    def test_a_line_of_100_columns_is_allowed(self):
        self.assertFalse(seen("docs/a.md", "x" * 100, rules.wide_prose))
        self.assertTrue(seen("docs/a.md", "x" * 101, rules.wide_prose))

    def test_tables_code_and_the_targets_of_links_are_left_alone(self):
        for text in [f"| {self.LONG} |", f"```cpp\n{self.LONG}\n\n{self.LONG}\n```", f"text\n\n    {self.LONG}\n\n    {self.LONG}",
                     f"text\n\n    1. {self.LONG}",
                     f"see [a page](docs/{'long-' * 20}page.md#part) for more", f"see <https://example.org/{'long-' * 20}> for more"]:
            with self.subTest(text=text):
                self.assertFalse(seen("docs/a.md", text, rules.wide_prose))


class JoinedStatements(unittest.TestCase):
    def lines(self, body):
        text = "void f() {\n" + "".join(f"    {line}\n" for line in body) + "}\n"
        return [line - 2 for line, _ in rules.joined_statements("app/core/a.cpp", text)]

    def test_commas_between_assignments_and_calls_are_seen(self):
        for line in ["a = 1, b = 2;", "if (x) p.low = f(1, 2), p->high = 3;", "a[i] += 1, b[j] = 2;",
                     "else a.push_back(1), b.push_back(2);", "auto f = [&](int i) { a = i, b = i; };"]:
            self.assertEqual(self.lines(["int c = 0;", line]), [1], line)

    def test_a_choice_whose_value_is_thrown_away_is_seen(self):
        for line in ["x ? f(1) : g(2);", "if (y) x ? f(1) : g(2);", "else x ? f<true>(1) : f<false>(1);"]:
            self.assertEqual(self.lines([line]), [0], line)

    def test_what_is_one_statement_is_left_alone(self):
        for line in ["int a = 1, b = 2;", "for (a = 0, b = 1; a < b; ++a) f(a = 1, b = 2);", "s = {.a = 1, .b = 2};",
                     "a = x ? b : c;", "return x ? b : c;", "if (x) return y ? b : c;", "f(x ? b : c);",
                     "const T t(x ? b : c), u(d);", "std::pair<int, int> p = f(1, 2);", "enum { kA = 1, kB = 2 };"]:
            self.assertEqual(self.lines([line]), [], line)


class Words(unittest.TestCase):
    def test_unfinished_work_is_seen(self):
        for line in ["// TODO: later", "// fixme", "throw Error(\"not implemented\");"]:
            with self.subTest(line=line):
                self.assertTrue(seen("kernels/a.cpp", line, rules.words_that_stay_out))

    def test_paths_of_one_machine_are_seen(self):
        for line in ["set(x /home/me/x)", "cd /" + "root/x", "see /" + "work/y"]:
            with self.subTest(line=line):
                self.assertTrue(seen("docs/a.md", line, rules.words_that_stay_out))
        self.assertFalse(seen("docs/a.md", "app/home/x and ~/.cache and shared/" + "work/x", rules.words_that_stay_out))

    def test_addresses_stay_out_of_build_files(self):
        line = "set(url https://example.org/a.tar.gz)"
        for path in ["cmake/a.cmake", "app/CMakeLists.txt", "run", "check", ".ci/run"]:
            with self.subTest(path=path):
                self.assertTrue(seen(path, line, rules.words_that_stay_out))
        self.assertFalse(seen("README.md", line, rules.words_that_stay_out))


class English(unittest.TestCase):
    def test_a_word_that_makes_a_reader_stumble_is_seen(self):
        for path in ["app/core/text/strings.def", "app/ui/panel.cpp", "tests/unit/a.cpp", "README.md"]:
            for line in ["// It starts anew.", "Whoever comes first", "values parted by ;", "the known are a, b", "allowed is 0 to 1"]:
                with self.subTest(path=path, line=line):
                    self.assertTrue(seen(path, line, rules.stumbling_words))

    def test_it_is_seen_at_the_end_of_a_line_and_its_line_is_told(self):
        text = "/// One.\n/// It is computed in\n/// vain.\n"
        self.assertEqual(list(rules.stumbling_words("app/ui/a.h", text)), [(2, '"in vain" is no plain English')])

    def test_words_that_hold_such_a_word_are_left_alone(self):
        self.assertFalse(seen("app/ui/a.h", "TEST(A, WhenSomebodyLooks) {}  // what is not allowed isn't taken", rules.stumbling_words))
        self.assertFalse(seen("tests/cli/a.py", "anew", rules.stumbling_words))


class Comments(unittest.TestCase):
    def test_a_bare_declaration_is_seen(self):
        for line in ["int f(int a);", "class A {\n};", "enum class B { kOne };", "std::vector<int> f();"]:
            with self.subTest(line=line):
                text = f"#pragma once\n\nnamespace gs {{\n\n{line}\n\n}}\n"
                self.assertTrue(seen("app/core/a.h", text, rules.undocumented))
                text = text.replace(line, "/// What it is.\n" + line)
                self.assertFalse(seen("app/core/a.h", text, rules.undocumented))

    def test_the_files_own_comment_serves_its_first_declaration(self):
        text = "// What A is.\n#pragma once\n\nnamespace gs {\n\nstruct A {\n    int b;\n};\n\nint f();\n\n}\n"
        self.assertEqual(len(seen("app/core/a.h", text, rules.undocumented)), 1)

    def test_members_forward_declarations_and_neighbours_are_left_alone(self):
        text = ("namespace gs {\n\nclass Bee;\n\n/// One.\nstruct A {\n    int f(int a);\n};\n\n"
                "/// Both.\nint f(int a);\nint g(int a);\n\n}  // namespace gs\n")
        self.assertFalse(seen("app/core/a.h", text, rules.undocumented))


if __name__ == "__main__":
    unittest.main()
