/** A knob that means nothing with what stands there is shown, says so, and can be turned. */
import { expect, it } from 'vitest'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { drive } from './driver.ts'
import { fakeOutside, levels, straw } from './fixture.ts'

const ringed = {
  ...straw,
  id: 'ringed',
  number: '1.4',
  knobs: [
    { key: 'files.disk.controller', values: ['ide-dma', 'virtio-blk'] },
    { key: 'files.disk.backend', values: ['loop', 'iothread'] },
  ],
  predict: { ...straw.predict, choices: [] },
}

it('is dim, and says which knob decides first, and with which value it means something', () => {
  const driver = drive({ screen: 'bench', level: 'ringed' }, fakeOutside({ levels: [...levels, ringed] }))
  driver.press('down')
  const frame = driver.bare(120, 40).replace(/[│┃]/g, ' ').replace(/\s+/g, ' ')
  expect(frame).toContain('Means nothing as the host stands')
  expect(spoken(driver.state()).join(' ')).toContain(
    'Means nothing as the host stands: controller decides first; with virtio-blk this counts.',
  )
  driver.press('right', 'up', 'right', 'down')
  expect(driver.state().bench?.play.moves).toEqual([
    { key: 'files.disk.backend', value: 'iothread' },
    { key: 'files.disk.controller', value: 'virtio-blk' },
  ])
  expect(driver.bare(120, 40)).not.toContain('Means nothing')
})

it('does not stop what every single knob would change from being tried', () => {
  const astray = {
    ...ringed,
    host: { ...ringed.host, iommu: { ...ringed.host.iommu, mode: 'off' as const } },
  }
  const driver = drive({ screen: 'bench', level: 'ringed' }, fakeOutside({ levels: [...levels, astray] }))
  driver.press('right', 'down', 'right', 'v')
  const { bench } = driver.state()
  expect(bench?.incident).toBe(0)
  expect(Object.keys(bench?.trials ?? {})).toContain('set files.disk.backend iothread')
})
