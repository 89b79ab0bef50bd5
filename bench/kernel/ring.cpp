// The closed ring by hand: one loop, one switch, no class per station, everything inlined. The workload is told in ../README.md.
// Argument: simulated nanoseconds. Prints requests, events, CPU seconds and the completion hash.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include "wheel.hpp"

static constexpr uint32_t GUESTS = 8, DEPTH = 32, TOKENS = GUESTS * DEPTH, CHANNELS = 64, BATCH = 8;
static constexpr uint32_t SUBMIT = 300, SUBMIT_MORE = 7, INTERRUPT = 800, HOST = 350, LATENCY = 20000, SPREAD = 16383, LINK = 512;
static constexpr uint32_t TIMER = 50000;

enum Kind : uint32_t { VCPU, HOST_THREAD, DEVICE, TRANSFER, TIMEOUT, END };

struct Queue {
  int32_t next[TOKENS + GUESTS], first = -1, last = -1;
  void put(int32_t job) {
    next[job] = -1;
    if (first < 0) first = job;
    else next[last] = job;
    last = job;
  }
  int32_t take() {
    const int32_t job = first;
    if (job >= 0) first = next[job];
    return job;
  }
};

static Wheel wheel;
static Queue vcpuQueue[GUESTS], hostQueue, deviceQueue, linkQueue, gathered[GUESTS];
static bool vcpuBusy[GUESTS], hostBusy, linkBusy, raised[GUESTS];
static uint32_t channels = CHANNELS, rounds[TOKENS], gatheredCount[GUESTS], generation[GUESTS];
static uint32_t hash = 0x811c9dc5, completed = 0;

static inline uint32_t mix(uint32_t bits) {
  bits = (bits ^ (bits >> 16)) * 0x7feb352d;
  bits = (bits ^ (bits >> 15)) * 0x846ca68b;
  return bits ^ (bits >> 16);
}
static inline void after(uint32_t delay, Kind kind, uint32_t argument) { wheel.schedule(delay, kind << 28 | argument); }
static inline void serveVcpu(uint32_t guest, uint32_t job) {
  vcpuBusy[guest] = true;
  after(job < TOKENS ? SUBMIT + SUBMIT_MORE * guest : INTERRUPT, VCPU, job);
}
static inline void acceptVcpu(uint32_t guest, uint32_t job) {
  if (vcpuBusy[guest]) vcpuQueue[guest].put(job);
  else serveVcpu(guest, job);
}
static inline void serveDevice(uint32_t token) {
  after(LATENCY + (mix(token * 0x9e3779b1 + rounds[token]++) & SPREAD), DEVICE, token);
}
static inline void raise(uint32_t guest) {
  raised[guest] = true;
  acceptVcpu(guest, TOKENS + guest);
}

int main(int count, char **words) {
  const uint32_t end = count > 1 ? strtoul(words[1], nullptr, 10) : 10000000;
  after(end, END, 0);
  for (uint32_t token = 0; token < TOKENS; token++) acceptVcpu(token / DEPTH, token);
  const clock_t before = clock();
  uint32_t events = 0;
  for (uint32_t what; wheel.next(what); events++) {
    const uint32_t job = what & 0xfffffff;
    int32_t following;
    switch (static_cast<Kind>(what >> 28)) {
      case VCPU: {
        const uint32_t guest = job < TOKENS ? job / DEPTH : job - TOKENS;
        if (job < TOKENS) {
          if (hostBusy) hostQueue.put(job);
          else hostBusy = true, after(HOST, HOST_THREAD, job);
        } else {
          raised[guest] = false;
          gatheredCount[guest] = 0;
          for (int32_t token; (token = gathered[guest].take()) >= 0;) {
            hash = ((hash ^ wheel.now) * 16777619 ^ token) * 16777619;
            completed++;
            acceptVcpu(guest, token);
          }
        }
        if ((following = vcpuQueue[guest].take()) < 0) vcpuBusy[guest] = false;
        else serveVcpu(guest, following);
        break;
      }
      case HOST_THREAD:
        if (channels == 0) deviceQueue.put(job);
        else channels--, serveDevice(job);
        if ((following = hostQueue.take()) < 0) hostBusy = false;
        else after(HOST, HOST_THREAD, following);
        break;
      case DEVICE:
        if (linkBusy) linkQueue.put(job);
        else linkBusy = true, after(LINK, TRANSFER, job);
        if ((following = deviceQueue.take()) < 0) channels++;
        else serveDevice(following);
        break;
      case TRANSFER: {
        const uint32_t guest = job / DEPTH;
        gathered[guest].put(job);
        const uint32_t waiting = ++gatheredCount[guest];
        if (!raised[guest]) {
          if (waiting >= BATCH) {
            generation[guest]++;
            raise(guest);
          } else if (waiting == 1) {
            after(TIMER, TIMEOUT, (++generation[guest] & 0xffffff) << 4 | guest);
          }
        }
        if ((following = linkQueue.take()) < 0) linkBusy = false;
        else after(LINK, TRANSFER, following);
        break;
      }
      case TIMEOUT: {
        const uint32_t guest = job & 15;
        if (job >> 4 == (generation[guest] & 0xffffff)) raise(guest);
        break;
      }
      case END: {
        const double seconds = static_cast<double>(clock() - before) / CLOCKS_PER_SEC;
        printf("{\"work\": %u, \"events\": %u, \"seconds\": %.6f, \"hash\": %u}\n", completed, events, seconds, hash);
        return 0;
      }
    }
  }
}
