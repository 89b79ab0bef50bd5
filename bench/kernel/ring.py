"""The closed ring as SimPy processes; the workload is told in ../README.md. Argument: simulated nanoseconds. Prints requests, events
scheduled, CPU seconds and the completion hash. One process for each request that goes round, as SimPy's own examples would have it."""

import json
import sys
import time

import simpy

GUESTS, DEPTH, CHANNELS, BATCH = 8, 32, 64, 8
TOKENS = GUESTS * DEPTH
SUBMIT, SUBMIT_MORE, INTERRUPT, HOST, LATENCY, SPREAD, LINK, TIMER = 300, 7, 800, 350, 20_000, 16_383, 512, 50_000
WORD = 0xFFFF_FFFF


def mix(bits):
    bits = ((bits ^ (bits >> 16)) * 0x7FEB352D) & WORD
    bits = ((bits ^ (bits >> 15)) * 0x846CA68B) & WORD
    return bits ^ (bits >> 16)


class Gate:
    """Gathers a guest's completions: an interrupt for every eight, or when the timer runs out; one at a time."""

    def __init__(self, env, vcpu, record):
        self.env, self.vcpu, self.record = env, vcpu, record
        self.gathered, self.raised, self.generation = [], False, 0

    def accept(self, token):
        handled = self.env.event()
        self.gathered.append((token, handled))
        if not self.raised:
            if len(self.gathered) >= BATCH:
                self.generation += 1
                self.raise_interrupt()
            elif len(self.gathered) == 1:
                self.generation += 1
                self.start_timer(self.generation)
        return handled

    def start_timer(self, generation):
        def fire(_):
            if generation == self.generation:
                self.raise_interrupt()

        self.env.timeout(TIMER).callbacks.append(fire)

    def raise_interrupt(self):
        self.raised = True
        self.env.process(self.interrupt())

    def interrupt(self):
        with self.vcpu.request() as turn:
            yield turn
            yield self.env.timeout(INTERRUPT)
        self.raised = False
        done, self.gathered = self.gathered, []
        for token, handled in done:
            self.record(token)
            handled.succeed()


def request(env, token, vcpu, host, channels, link, gate):
    submit = SUBMIT + SUBMIT_MORE * (token // DEPTH)
    turns = 0
    while True:
        with vcpu.request() as turn:
            yield turn
            yield env.timeout(submit)
        with host.request() as turn:
            yield turn
            yield env.timeout(HOST)
        with channels.request() as turn:
            yield turn
            latency = LATENCY + (mix((token * 0x9E3779B1 + turns) & WORD) & SPREAD)
            turns += 1
            yield env.timeout(latency)
        with link.request() as turn:
            yield turn
            yield env.timeout(LINK)
        yield gate.accept(token)


def main():
    end = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    env = simpy.Environment()
    completed, rolling = 0, 0x811C9DC5

    def record(token):
        nonlocal completed, rolling
        completed += 1
        rolling = ((((rolling ^ env.now) * 16777619) & WORD ^ token) * 16777619) & WORD

    host, channels, link = simpy.Resource(env, 1), simpy.Resource(env, CHANNELS), simpy.Resource(env, 1)
    vcpus = [simpy.Resource(env, 1) for _ in range(GUESTS)]
    gates = [Gate(env, vcpu, record) for vcpu in vcpus]
    for token in range(TOKENS):
        guest = token // DEPTH
        env.process(request(env, token, vcpus[guest], host, channels, link, gates[guest]))
    before = time.process_time()
    env.run(until=end)
    seconds = time.process_time() - before
    events = next(env._eid)
    print(json.dumps({"work": completed, "events": events, "seconds": seconds, "hash": rolling}))


main()
