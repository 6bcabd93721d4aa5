// The arguments of the command line, one a line. --help stands before them, so that all of them are
// read and none is done.
#include <vector>

#include "app/cli/cli.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::string> words{"grayscope-headless", "--help"};
    std::string word;
    for (const char c : gs::fuzz::words_of(data, size)) {
        if (c == '\0') continue;
        if (c != '\n') {
            word += c;
            continue;
        }
        words.push_back(std::move(word));
        word.clear();
    }
    words.push_back(std::move(word));
    std::vector<char*> arguments;
    for (std::string& w : words) arguments.push_back(w.data());
    const int code = gs::run_cli(static_cast<int>(arguments.size()), arguments.data(), nullptr);
    gs::fuzz::must(code == gs::kDone || code == gs::kWrongInput, "arguments are right or wrong");
    return 0;
}
