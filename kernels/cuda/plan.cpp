#include "kernels/cuda/plan.h"

#include <algorithm>

namespace gs {

namespace {

constexpr int kSchedulers = 4;     // of a multiprocessor, on every card from 7.0 on
constexpr int kWarpColumns = 128;  // that a warp holds, four per lane

// Instructions of a warp for one row of 128 cells and one step, as counted in the machine code for
// 9.0 (tests/gpu/check_machine_code.py), and the share of them that a multiply-add unit executes.
constexpr double kRowInRegisters = 60.7, kRowInShared = 70;
constexpr double kTurnOfFour = 301, kTurnOfEight = 541;  // all levels of a turn together
constexpr double kFloatShare = 0.89;

// Not measured yet.
constexpr double kExchangeCycles = 2500;       // from the last step before an exchange to the first behind it
constexpr double kExchangeBesideOther = 1500;  // the same while another block computes
constexpr double kDramShare = 0.9;             // of what the maker says
constexpr double kL2BytesAClock = 16;          // of a multiprocessor, read and written
constexpr double kGapSeconds = 1.2e-6;         // between two steps of a graph

/// The share of a scheduler's cycles that find an instruction ready. waiting: its warps, times the
/// cycles that an instruction keeps the unit that executes it.
double busy_share(double waiting) {
    return waiting >= 4 ? 0.90 : waiting >= 3 ? 0.86 : waiting >= 2 ? 0.80 : 0.50;
}

/// Cycles in which a multiprocessor with this many equal warps gets through `instructions` of each.
double issue_cycles(const CudaCard& card, double instructions, int warps) {
    const int of_one = (warps + kSchedulers - 1) / kSchedulers;
    const double each = std::max(1.0, kFloatShare * 128 / card.multiply_adds);
    return of_one * instructions * each / busy_share(of_one * each);
}

double seconds(const CudaCard& card, double cycles) {
    return cycles / (1e9 * card.clock_ghz);
}

/// Seconds for this many bytes from L2 if the field fits it, else from the card's memory.
double memory_seconds(const CudaCard& card, double field_bytes, double bytes) {
    const double l2 = kL2BytesAClock * card.sms * card.clock_ghz;
    const double gb_s = field_bytes <= static_cast<double>(card.l2_bytes) ? l2 : kDramShare * card.dram_gb_s;
    return bytes / (1e9 * gb_s);
}

double tile_cycles(const CudaCard& card, const TileRows& rows, int blocks_a_sm) {
    const double instructions = rows.registers * kRowInRegisters + rows.shared * kRowInShared;
    const double exchange = blocks_a_sm > 1 ? kExchangeBesideOther : kExchangeCycles;
    return issue_cycles(card, instructions, blocks_a_sm * kTileWarps) + exchange / kTileBorder;
}

/// Multiply-adds that a multiprocessor starts in a clock; on the data centre's cards before 9.0 and
/// on Turing half of the others'.
int multiply_adds_of(int major, int minor) {
    return major == 7 || (major == 8 && minor == 0) ? 64 : 128;
}

/// A pass: all bands of all strips, in waves of blocks.
double pass_cycles(const CudaCard& card, const StripPlan& plan, int warps_a_block, int blocks_a_sm) {
    const int blocks = (plan.strips * plan.bands + warps_a_block - 1) / warps_a_block;
    const int a_wave = card.sms * blocks_a_sm;
    const int turns = (plan.rows_a_band + 3 * plan.depth + 2) / 3 * 3;
    const double instructions = turns * (plan.depth == 4 ? kTurnOfFour : kTurnOfEight);
    const int waves = blocks / a_wave, rest = blocks % a_wave;
    double cycles = waves * issue_cycles(card, instructions, blocks_a_sm * warps_a_block);
    if (rest > 0)
        cycles += issue_cycles(card, instructions, (rest + card.sms - 1) / card.sms * warps_a_block);
    return cycles;
}

StripPlan cut(int rows, int cols, int depth, int rows_a_band) {
    StripPlan plan;
    const int own = kWarpColumns - 2 * depth;
    plan.depth = depth;
    plan.strips = (cols + own - 1) / own;
    // What a pass changes in a band then depends on the bands beside it alone.
    plan.rows_a_band = std::min(std::max(rows_a_band, depth), rows);
    plan.bands = (rows + plan.rows_a_band - 1) / plan.rows_a_band;
    return plan;
}

/// Heights of bands worth a try: those of whole numbers of bands, from one band
/// down to bands of `depth` rows.
std::vector<int> heights(int rows, int depth) {
    std::vector<int> all;
    for (int bands = 1; bands <= std::max(1, rows / depth); ++bands) {
        const int height = (rows + bands - 1) / bands;
        if (all.empty() || height < all.back()) all.push_back(height);
    }
    return all;
}

}  // namespace

CudaCard card_of(const CudaInfo& info) {
    CudaCard card;
    card.name = info.name;
    card.sms = info.sms;
    card.clock_ghz = info.clock_ghz;
    card.multiply_adds = multiply_adds_of(info.major, info.minor);
    card.dram_gb_s = 2 * info.memory_clock_ghz * info.memory_bus_bits / 8;
    card.l2_bytes = info.l2_bytes;
    card.shared_a_sm = info.shared_bytes_per_sm;
    constexpr std::size_t kReserved = 1024;  // of each block, for the system
    card.shared_a_block = info.shared_bytes_per_sm > kReserved ? info.shared_bytes_per_sm - kReserved : 0;
    if (info.registers_per_sm > 0) card.registers_a_sm = info.registers_per_sm;
    return card;
}

const std::vector<CudaCard>& known_cards() {
    const auto kib = [](std::size_t n) { return n << 10; };
    const auto mib = [](std::size_t n) { return n << 20; };
    static const std::vector<CudaCard> cards{
        {"T4", 40, 1.59, 64, 320, mib(4), kib(64), kib(64)},
        {"A100 SXM", 108, 1.41, 64, 1555, mib(40), kib(164), kib(163)},
        {"RTX 3090", 82, 1.695, 128, 936, mib(6), kib(100), kib(99)},
        {"RTX 4070", 46, 2.475, 128, 504, mib(36), kib(100), kib(99)},
        {"RTX 4090", 128, 2.52, 128, 1008, mib(72), kib(100), kib(99)},
        {"L40S", 142, 2.52, 128, 864, mib(96), kib(100), kib(99)},
        {"H100 PCIe", 114, 1.755, 128, 2039, mib(50), kib(228), kib(227)},
        {"H100 SXM", 132, 1.98, 128, 3352, mib(50), kib(228), kib(227)},
        {"B200", 148, 1.965, 128, 8000, mib(126), kib(228), kib(227)},
        {"RTX 5090", 170, 2.407, 128, 1792, mib(96), kib(100), kib(99)}};
    return cards;
}

const std::vector<TileRows>& tile_heights() {
    static const std::vector<TileRows> all = [] {
        std::vector<TileRows> heights{{6, 0}, {10, 0}, {12, 0}, {15, 0}, {kTallestRegisters, 0}};
        for (int shared = 3; shared <= kMostSharedRows; shared += 3)
            heights.push_back({kTallestRegisters, shared});
        return heights;
    }();
    return all;
}

TileRows tile_rows(int rows_a_warp) {
    for (const TileRows& height : tile_heights())
        if (height.all() >= rows_a_warp) return height;
    return tile_heights().back();
}

std::size_t tile_shared_bytes(const TileRows& rows) {
    constexpr std::size_t kRow = sizeof(float) * 4 * 2 * 32;  // both fields of a warp's row
    const std::size_t buffers = rows.shared > 0 ? 1 : 2;
    const std::size_t edges = buffers * kTileWarps * 2 * kRow;
    const std::size_t own = static_cast<std::size_t>(rows.shared) * kTileWarps * kRow;
    const std::size_t map =
        sizeof(int) * (kWarpColumns + static_cast<std::size_t>(kTileWarps * rows.all()) + 9 + 3);
    return edges + own + map / 16 * 16;
}

Tiling tiling_for(int rows, int cols, int rows_a_warp) {
    const int own_rows = kTileWarps * rows_a_warp - 2 * kTileBorder;
    Tiling t;
    t.groups = (cols + 3) / 4;
    t.rows = rows;
    t.across = (t.groups + kTileGroups - 1) / kTileGroups;
    t.down = (rows + own_rows - 1) / own_rows;
    return t;
}

int tile_blocks(const CudaCard& card, const TileRows& rows) {
    const std::size_t shared = tile_shared_bytes(rows);
    if (shared > card.shared_a_block) return 0;
    const int by_registers = card.registers_a_sm / (kTileThreads * (rows.all() <= 6 ? 128 : 256));
    const auto by_shared = static_cast<int>(card.shared_a_sm / (shared + 1024));
    return std::min(by_registers, std::max(by_shared, 1));
}

TilePlan plan_tiles(const CudaCard& card, int rows, int cols, const TileRows& height) {
    TilePlan plan;
    plan.tiling = tiling_for(rows, cols, height.all());
    plan.places = tile_blocks(card, height) * card.sms;
    const long long tiles = plan.tiling.tiles();
    if (tiles > plan.places) return {};
    plan.rows = height;
    plan.cycles = tile_cycles(card, height, static_cast<int>((tiles + card.sms - 1) / card.sms));
    return plan;
}

TilePlan plan_tiles(const CudaCard& card, int rows, int cols) {
    TilePlan best;
    for (const TileRows& height : tile_heights()) {
        if (height.shared > 0 && best.rows.all() > 0) break;
        const TilePlan plan = plan_tiles(card, rows, cols, height);
        if (plan.rows.all() > 0 && (best.rows.all() == 0 || plan.cycles < best.cycles)) best = plan;
    }
    return best;
}

int strip_blocks(const CudaCard& card, int depth, int warps_a_block) {
    return std::max(1, card.registers_a_sm / (32 * warps_a_block * (depth == 4 ? 128 : 256)));
}

StripPlan plan_strips(const CudaCard& card, int rows, int cols, const StripWishes& wishes,
                      const StripBlocks& blocks) {
    StripPlan best;
    for (const int depth : {8, 4}) {
        if (wishes.depth != 0 && wishes.depth != depth) continue;
        const int a_sm = std::max(1, blocks(depth));
        const auto wanted = wishes.rows_a_band > 0 ? std::vector{wishes.rows_a_band} : heights(rows, depth);
        for (const int height : wanted) {
            StripPlan plan = cut(rows, cols, depth, height);
            const double cells = static_cast<double>(rows) * cols;
            const double again =
                (1 + 2.0 * depth / plan.rows_a_band) * kWarpColumns / (kWarpColumns - 2 * depth);
            const double memory = memory_seconds(card, 16 * cells, (8 + 8 * again) * cells);
            const double computing = pass_cycles(card, plan, wishes.warps_a_block, a_sm);
            plan.cycles = std::max(computing, 1e9 * card.clock_ghz * memory) / depth;
            if (best.depth == 0 || plan.cycles < best.cycles) best = plan;
        }
    }
    return best;
}

double predicted_gcells(std::string_view kernel, const CudaCard& card, int rows, int cols) {
    const double cells = static_cast<double>(rows) * cols;
    double time = 0;
    if (kernel == "cuda-persistent") {
        time = seconds(card, plan_tiles(card, rows, cols).cycles);
    } else if (kernel == "cuda-temporal") {
        const auto blocks = [&](int depth) { return strip_blocks(card, depth, 4); };
        time = seconds(card, plan_strips(card, rows, cols, {}, blocks).cycles);
    } else if (kernel == "cuda-vector") {
        time = memory_seconds(card, 16 * cells, 16 * cells) + kGapSeconds;
    }
    return time > 0 ? 1e-9 * cells / time : 0;
}

}  // namespace gs
