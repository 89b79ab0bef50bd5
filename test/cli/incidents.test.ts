/** What `run` says of accesses and frames that went astray. */
import { expect, it } from 'vitest'
import { exitless } from './exitless.ts'

it('a frame is sent in the name of a guest, and an access goes to an address', () => {
  const { out } = exitless(['run', 'four-guests-one-nic'])
  expect(out).toMatch(/spoofed-frame {2}0000:03:10\.3 of guest4, in the name of bank\n/)
  const astray = ['--set', 'db.disk.controller=vfio-pci']
  expect(exitless(['run', 'address-that-lied', ...astray]).out).toMatch(
    /dma-foreign-memory {2}0000:01:00\.0 of db at 0x[0-9a-f]+, memory of \w+\n/,
  )
})
