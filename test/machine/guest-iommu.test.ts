/**
 * What an IOMMU that the guest sees costs: translations, misses and invalidations of each request, counted on QEMU 7.2's
 * models with traces of every access. Whole numbers exactly, the others within a tenth, or in the list.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ControllerId, Operation } from '../../src/machine/host/host.ts'
import { requestAlone } from '../../src/machine/path/request.ts'

const WARM_UP = 'a few misses of the first requests, spread over all of them; the model counts a warm unit'
const TICKS =
  'when the timer comes by follows from the time of a request while it was traced, which is known as a mean, or not at all'

const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'amd-iommu, pt, nvme, read qd1, 1048576 bytes: iotlbLookups': WARM_UP,
  'amd-iommu, pt, nvme, read qd1, 1048576 bytes: iotlbMisses': WARM_UP,
  'amd-iommu, pt, nvme, read qd1, 4096 bytes: iotlbMisses': WARM_UP,
  'amd-iommu, pt, nvme, read qd1, 65536 bytes: iotlbMisses': WARM_UP,
  'amd-iommu, pt, nvme, write qd1, 4096 bytes: iotlbMisses': WARM_UP,
  'intel-iommu, lazy, e1000e, rx paced, 1514 bytes: invalidations': TICKS,
  'intel-iommu, lazy, nvme, read qd1, 1048576 bytes: invalidations': TICKS,
  'intel-iommu, lazy, virtio-blk, read qd1, 1048576 bytes: invalidations': TICKS,
  'intel-iommu, lazy, virtio-blk, read qd1, 4096 bytes: invalidations': TICKS,
  'intel-iommu, lazy, virtio-blk, write qd1, 4096 bytes: invalidations': TICKS,
  'intel-iommu, lazy, virtio-net, rx paced, 1514 bytes: invalidations': TICKS,
  'intel-iommu, lazy, virtio-net, rx paced, 1514 bytes: iotlbMisses': TICKS,
  'intel-iommu, strict, virtio-net, rx paced, 1514 bytes: iotlbMisses': WARM_UP,
}

const MODES = { strict: 'strict', lazy: 'lazy', pt: 'pt', off: 'off', cm: 'caching' } as const

const rows = readFileSync(new URL('../validation/qemu-iommu.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  // Packets back to back are compared by `exitless validate` alone.
  .filter((line) => !line.includes('back-to-back'))
  .map((line) => {
    const [iommu, mode, device, load, bytes, , hits, misses, , selective, global] = line.split(',')
    // How long a request took while it was traced, in microseconds: a lazy unit's timer goes by that.
    const traced = Number(line.split(',')[11])
    const answer = requestAlone({
      controller: device as ControllerId,
      op: load.split(' ')[0] as Operation,
      bytes: Number(bytes),
      depth: 1,
      contiguous: false,
      accel: 'tcg',
      iommu: MODES[mode as keyof typeof MODES],
      iommuModel: iommu === 'amd-iommu' ? 'amd' : 'intel',
      device: 100_000,
      interval: traced > 0 ? Math.round(traced * 1000) : undefined,
    })
    if ('problem' in answer) throw new Error(answer.problem)
    return {
      name: `${iommu}, ${mode}, ${device}, ${load}, ${bytes} bytes`,
      measured: {
        iotlbLookups: Math.round((Number(hits) + Number(misses)) * 100) / 100,
        iotlbMisses: Number(misses),
        invalidations: Math.round((Number(selective) + Number(global)) * 100) / 100,
      },
      model: answer.perRequest,
    }
  })

describe.each(rows)('$name', ({ name, measured, model }) => {
  test.each(['iotlbLookups', 'iotlbMisses', 'invalidations'] as const)('%s', (column) => {
    const here = `${name}: ${column}`
    const ratio = measured[column] === 0 ? 1 + model[column] : model[column] / measured[column]
    const fine = Number.isInteger(measured[column]) ? ratio === 1 : Math.abs(ratio - 1) <= 0.1
    const said = fine ? 'fine' : `${here}: ${model[column]} for ${measured[column]}`
    if (OUT_OF_REACH[here] === undefined) expect(said).toBe('fine')
    else expect(said).not.toBe('fine')
  })
})
