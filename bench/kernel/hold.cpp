// The hold model by hand, on the same wheel as the ring; told in ../README.md. Arguments: pending events, events to fire. Prints events,
// CPU seconds and a hash of the order.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include "wheel.hpp"

static Wheel wheel;
static uint32_t state = 0x2545f491, mask;

static inline void hold(uint32_t what) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  wheel.schedule(1 + (state & mask), what);
}

int main(int count, char **words) {
  const uint32_t pending = count > 1 ? strtoul(words[1], nullptr, 10) : 1000;
  const uint32_t wanted = count > 2 ? strtoul(words[2], nullptr, 10) : 1000000;
  mask = (1u << (37 - __builtin_clz(pending))) - 1;
  for (uint32_t event = 0; event < pending; event++) hold((event % 4) << 16 | event / 4);
  uint32_t hash = 0x811c9dc5;
  const clock_t before = clock();
  uint32_t what;
  for (uint32_t fired = 0; fired < wanted && wheel.next(what); fired++) {
    hash = ((hash ^ wheel.now) * 16777619 ^ (what & 0xffff)) * 16777619;
    hold(what);
  }
  const double seconds = static_cast<double>(clock() - before) / CLOCKS_PER_SEC;
  printf("{\"work\": %u, \"seconds\": %.6f, \"hash\": %u}\n", wanted, seconds, hash);
}
