// A timing wheel for the peers in C++: time in whole nanoseconds below 2^32, events of time and two words, first come first served among
// equals. Three levels of 2 048, 2 048 and 1 024 slots, singly linked lists in a pool, 64-bit maps of the slots that hold something.
// Everything is inlined into the loop that uses it; nothing is checked.
#pragma once
#include <cstdint>
#include <vector>

struct Event {
  uint32_t next;
  uint32_t time;
  uint32_t what;
};

class Wheel {
  static constexpr int BITS_0 = 11, BITS_1 = 11, BITS_2 = 10;
  static constexpr uint32_t FIRST_1 = 1u << BITS_0, FIRST_2 = FIRST_1 + (1u << BITS_1), SLOTS = FIRST_2 + (1u << BITS_2);
  struct Slot {
    uint32_t first, last;
  };
  Slot slots[SLOTS] = {};
  uint64_t filled[SLOTS / 64] = {};
  uint64_t summary[3] = {};
  std::vector<Event> pool;
  uint32_t free = 0;

 public:
  uint32_t now = 0;

  Wheel() : pool(1) { grow(); }

  void schedule(uint32_t delay, uint32_t what) {
    if (free == 0) grow();
    const uint32_t event = free, time = now + delay;
    free = pool[event].next;
    pool[event].time = time;
    pool[event].what = what;
    append(slotOf(time), event);
  }

  // Moves `now` on and gives the next event's word; false when there is none.
  bool next(uint32_t &what) {
    uint32_t slot = now & (FIRST_1 - 1);
    if (slots[slot].first == 0 && !find(slot)) return false;
    const uint32_t event = slots[slot].first;
    const Event &found = pool[event];
    slots[slot].first = found.next;
    if (found.next == 0) clear(slot);
    what = found.what;
    pool[event].next = free;
    free = event;
    return true;
  }

 private:
  uint32_t slotOf(uint32_t time) const {
    const uint32_t apart = time ^ now;
    if (apart < FIRST_1) return time & (FIRST_1 - 1);
    if (apart < 1u << (BITS_0 + BITS_1)) return FIRST_1 + ((time >> BITS_0) & ((1u << BITS_1) - 1));
    return FIRST_2 + (time >> (BITS_0 + BITS_1));
  }

  void append(uint32_t slot, uint32_t event) {
    pool[event].next = 0;
    if (slots[slot].first == 0) {
      slots[slot].first = event;
      filled[slot / 64] |= 1ull << (slot % 64);
      summary[slot >> 11] |= 1ull << (slot / 64 % 32);
    } else {
      pool[slots[slot].last].next = event;
    }
    slots[slot].last = event;
  }

  void clear(uint32_t slot) {
    if ((filled[slot / 64] &= ~(1ull << (slot % 64))) == 0) summary[slot >> 11] &= ~(1ull << (slot / 64 % 32));
  }

  uint32_t firstOf(int level) const {
    const uint32_t word = level * 32 + __builtin_ctzll(summary[level]);
    return word * 64 + __builtin_ctzll(filled[word]);
  }

  bool find(uint32_t &slot) {
    if (summary[0] == 0) {
      if (summary[1] == 0) {
        if (summary[2] == 0) return false;
        const uint32_t widest = firstOf(2);
        now = (widest - FIRST_2) << (BITS_0 + BITS_1);
        moveDown(widest);
      }
      if (summary[0] == 0) {
        const uint32_t wide = firstOf(1);
        now = (now & (~0u << (BITS_0 + BITS_1))) | ((wide - FIRST_1) << BITS_0);
        moveDown(wide);
      }
    }
    slot = firstOf(0);
    now = (now & ~(FIRST_1 - 1)) | slot;
    return true;
  }

  void moveDown(uint32_t wide) {
    uint32_t event = slots[wide].first;
    slots[wide].first = 0;
    clear(wide);
    while (event != 0) {
      const uint32_t next = pool[event].next;
      append(slotOf(pool[event].time), event);
      event = next;
    }
  }

  void grow() {
    const uint32_t old = pool.size();
    pool.resize(old < 256 ? 256 : 2 * old);
    for (uint32_t event = old; event < pool.size(); event++) pool[event].next = event + 1;
    pool.back().next = 0;
    free = old;
  }
};
