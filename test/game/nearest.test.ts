import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/game/nearest.ts'

const controllers = ['ide-pio', 'ide-dma', 'lsi53c895a', 'virtio-blk', 'virtio-scsi', 'virtio-net', 'nvme']

describe('the nearest choice', () => {
  it('has the part that was written', () => {
    expect(nearest('scsi', controllers)).toEqual(['virtio-scsi'])
    expect(nearest('controller', ['files.disk.cache', 'files.disk.controller'])).toEqual([
      'files.disk.controller',
    ])
    expect(nearest('throughput@file.disk', ['throughput', 'exits'])).toEqual(['throughput'])
  })

  it('begins as was written', () => {
    expect(nearest('virt', controllers, 3)).toEqual(['virtio-blk', 'virtio-scsi', 'virtio-net'])
    expect(nearest('lsi', controllers)).toEqual(['lsi53c895a'])
  })

  it('is nothing that only lies inside the word, or the word in it', () => {
    expect(nearest('provider', [...controllers, 'ide'])).toEqual([])
    expect(
      nearest('put', ['throughput', 'cpu', 'latency-p50', 'drops', 'pinned', 'budget', 'exits']),
    ).toEqual(['cpu'])
  })

  it('is all of a short list where none is near', () => {
    expect(nearest('<', ['>=', '<=', '=='])).toEqual(['<=', '>='])
    expect(nearest('yesterday', ['loop', 'vhost'])).toEqual(['loop', 'vhost'])
  })
})
