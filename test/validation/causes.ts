/** Why counts are not met, by row of `exitless validate`: the list of the conformance test, under the rows' own names, and more. */
import { OUT_OF_REACH } from '../machine/out-of-reach.ts'

const TAKEN_BACK =
  "measured, the loop came late and took several packets at once, beside an interpreted guest on two cores; the model's loop is quicker than such a guest, sleeps after each packet, and the guest takes it back with the next"
const THROTTLED =
  'two messages for each 128 us, and what lies between them: how many packets share them depends on how fast the traced guest sent and cleaned up'
const WARM_UP = 'a few misses of the first requests, spread over all of them; the model counts a warm unit'
const TICKS =
  'how often the 10 ms timer comes by depends on how long a request took under the tracing; the model takes it from the table where it is there'
const SIDE_BY_SIDE =
  'commands side by side: how often two of them look up the same page of the ring was a matter of luck where it was measured'

/** Rows under a name that begins like this, and ends in one of these columns. */
const BEYOND: readonly (readonly [begin: string, columns: readonly string[], cause: string])[] = [
  ['traps/virtio-net/tx-back-to-back/64', ['writes', 'interrupts'], TAKEN_BACK],
  ['traps/virtio-net-ioeventfd/tx-back-to-back/64', ['writes', 'interrupts'], TAKEN_BACK],
  ['traps/virtio-net-legacy/tx-back-to-back/64', ['writes', 'interrupts'], TAKEN_BACK],
  ['traps/e1000e/tx-back-to-back/64', ['writes', 'interrupts'], THROTTLED],
  ['iommu/intel-iommu/strict/virtio-net/tx-back-to-back/64', ['hits'], TAKEN_BACK],
  ['iommu/intel-iommu/strict/virtio-net/tx-back-to-back/1514', ['hits'], TAKEN_BACK],
  ['iommu/intel-iommu/lazy/virtio-net/tx-back-to-back/64', ['hits', 'invalidations'], TAKEN_BACK],
  ['iommu/intel-iommu/lazy/virtio-net/tx-back-to-back/1514', ['hits', 'invalidations'], TAKEN_BACK],
  ['iommu/intel-iommu/lazy/e1000e/tx-back-to-back/64', ['invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/e1000e/tx-back-to-back/1514', ['hits', 'invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/e1000e/rx-paced/1514', ['invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/virtio-net/rx-paced/1514', ['misses', 'invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/nvme/read-qd1/65536', ['invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/nvme/read-qd1/1048576', ['invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/virtio-blk/read-qd1/4096', ['invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/virtio-blk/read-qd1/1048576', ['invalidations'], TICKS],
  ['iommu/intel-iommu/lazy/virtio-blk/write-qd1/4096', ['invalidations'], TICKS],
  ['iommu/intel-iommu/strict/nvme/read-qd1/1048576', ['hits'], SIDE_BY_SIDE],
  ['iommu/intel-iommu/lazy/nvme/read-qd1/1048576', ['hits'], SIDE_BY_SIDE],
  ['iommu/intel-iommu/cm/nvme/read-qd1/1048576', ['hits'], SIDE_BY_SIDE],
  ['iommu/amd-iommu/strict/nvme/read-qd1/1048576', ['hits'], SIDE_BY_SIDE],
  ['iommu/amd-iommu/lazy/nvme/read-qd1/1048576', ['hits'], SIDE_BY_SIDE],
  ['iommu/intel-iommu/strict/virtio-net/rx-paced/1514', ['misses'], WARM_UP],
  ['iommu/amd-iommu/pt/nvme/read-qd1/4096', ['misses'], WARM_UP],
  ['iommu/amd-iommu/pt/nvme/read-qd1/65536', ['misses'], WARM_UP],
  ['iommu/amd-iommu/pt/nvme/read-qd1/1048576', ['misses'], WARM_UP],
  ['iommu/amd-iommu/pt/nvme/write-qd1/4096', ['misses'], WARM_UP],
]

/** `ahci, read qd1, 4096 bytes: reads` → `traps/ahci/read-qd1/4096/reads` */
function rowOf(name: string): string {
  const [, device, load, bytes, column] = /^(.+), (.+), (\d+) bytes: (\w+)$/.exec(name) ?? []
  return ['traps', device, load, bytes, column].join('/').replaceAll(' ', '-')
}

export const CAUSES: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(OUT_OF_REACH).map(([name, { cause }]) => [rowOf(name), cause]),
  ...BEYOND.flatMap(([begin, columns, cause]) => columns.map((column) => [`${begin}/${column}`, cause])),
])
