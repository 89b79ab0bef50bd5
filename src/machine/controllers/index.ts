/** Every controller, one line each: from here its knobs, checks and pictures follow. */
import type { ControllerId, DeviceKind, Operation, VirtualDevice } from '../host/host.ts'
import { ahci } from './ahci.ts'
import { am53c974, dc390 } from './am53c974.ts'
import { bareMetal } from './bare-metal.ts'
import { buslogic } from './buslogic.ts'
import { cirrusVga } from './cirrus-vga.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { e1000 } from './e1000.ts'
import { e1000e } from './e1000e.ts'
import { floppy } from './floppy.ts'
import { asHosted } from './hosted.ts'
import { ideDma, idePio } from './ide.ts'
import { lsi53c810, lsi53c895a } from './lsi-script.ts'
import { mdev } from './mdev.ts'
import { megasas } from './megasas.ts'
import { mptsas1068 } from './mptsas1068.ts'
import { ne2kPci } from './ne2k-pci.ts'
import { nvme } from './nvme.ts'
import { pcnet } from './pcnet.ts'
import { pvscsi } from './pvscsi.ts'
import { rtl8139 } from './rtl8139.ts'
import { tulip } from './tulip.ts'
import { vfioPci } from './vfio-pci.ts'
import { virtioBlk } from './virtio-blk.ts'
import { virtioNet } from './virtio-net.ts'
import { virtioScsi } from './virtio-scsi.ts'
import { vmxnet3 } from './vmxnet3.ts'

const SHEETS: Readonly<Record<ControllerId, Datasheet>> = {
  'ide-pio': idePio,
  'ide-dma': ideDma,
  ahci,
  buslogic,
  lsi53c810,
  lsi53c895a,
  megasas,
  mptsas1068,
  pvscsi,
  am53c974,
  dc390,
  floppy,
  'virtio-blk': virtioBlk,
  'virtio-scsi': virtioScsi,
  nvme,
  ne2k_pci: ne2kPci,
  pcnet,
  tulip,
  rtl8139,
  e1000,
  e1000e,
  vmxnet3,
  'virtio-net': virtioNet,
  'cirrus-vga': cirrusVga,
  'vfio-pci': vfioPci,
  mdev,
  'bare-metal': bareMetal,
}

export const CONTROLLER_IDS = Object.keys(SHEETS) as ControllerId[]

/** Each as the host's VMM plays it. */
const PLAYED = Object.fromEntries(
  CONTROLLER_IDS.map((id) => {
    const sheet = SHEETS[id]
    const { path, flush } = sheet
    return [
      id,
      {
        ...sheet,
        path: (shape: Shape) => asHosted(path(shape), shape),
        flush: flush && ((shape: Shape) => asHosted(flush(shape), shape)),
      },
    ]
  }),
) as Record<ControllerId, Datasheet>

export function datasheet(id: ControllerId): Datasheet {
  return PLAYED[id]
}

/** The guest's requests reach the real device, or a mediator before it, whatever files the host has. */
export function seesDevice(id: ControllerId): boolean {
  return SHEETS[id].direct || id === 'mdev'
}

/** What kind of device an operation is asked of. */
export function kindOfOperation(op: Operation): DeviceKind {
  if (op === 'draw') return 'display'
  return op === 'read' || op === 'write' ? 'disk' : 'nic'
}

/** A controller of any kind is what is asked of it. */
export function kindOf(device: Pick<VirtualDevice, 'controller' | 'workload'>): DeviceKind {
  const { kind } = SHEETS[device.controller]
  return kind === 'any' ? kindOfOperation(device.workload.op) : kind
}

/** Its driver can change how long interrupts wait: a network card's that is real. */
export function adaptable(device: Pick<VirtualDevice, 'controller' | 'workload'>): boolean {
  return SHEETS[device.controller].direct && kindOf(device) === 'nic'
}

/** Whether a controller can stand where a device of this kind is. */
export function serves(id: ControllerId, kind: DeviceKind): boolean {
  const own = SHEETS[id].kind
  return own === kind || (own === 'any' && kind !== 'display')
}

/** What other rooms may know of a controller. */
export type ControllerCard = Omit<Datasheet, 'direct' | 'path'>

export const catalogue: readonly ControllerCard[] = CONTROLLER_IDS.map((id) => {
  const { title, kind, about, largest, segments, queue, effort, interrupts, notModelled } = SHEETS[id]
  return { id, title, kind, about, largest, segments, queue, effort, interrupts, notModelled }
})
