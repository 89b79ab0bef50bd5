/** Words of Why: what cores did meanwhile, and what distance costs. */
export const whyCoreWords = {
  /** What fills the core that is waited for. */
  meanwhile: {
    guest: 'its core ran the guest',
    exit: 'its core was in exits and back',
    copy: 'its core copied',
    model: 'its core played controllers',
    host: "its core was the host kernel's: interrupts, switches",
    poll: 'its core polled',
    spin: 'its core spun for a lock',
  },
  /** What distance and crowd make of a time. */
  farther: {
    near: 'what it would take on one node, alone',
    far: 'more, since it is on another NUMA node (socket)',
    crowded: 'more, since others want the same memory',
    bandwidth: 'all together want more than the memory of the node moves',
    memory: (node: number) => `the guest's memory is on node ${node}`,
    device: (node: number) => `the device hangs on node ${node}`,
    vcpus: (nodes: string) => `its vCPUs are on node ${nodes}`,
    irq: 'its interrupts go to a core of another node',
  },
} as const
