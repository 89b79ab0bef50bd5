/**
 * Counts that the model does not reach today, each with how far it is off and why. A list that only gets shorter: the test
 * fails where one gets worse, and where one is fine and still stands here.
 */
const TWO_COMMANDS =
  'two commands in flight: whether the loop looks at its timers between them was a matter of microseconds where it was measured; the model has no luck and gives one whole number'
const EIGHT_COMMANDS =
  "measured, a second interrupt came where a tick of the guest's clock, or another thread of a busy machine, woke the loop between two commands; the model's guest hands them over faster than a traced one, so that a tick falls between them less often"
const ONE_BUS =
  'measured, the ends of two commands lay further apart than the script of the model takes here; traced, every fetch of it took its time'
const DOORBELL_BUFFER =
  'driver and model share the doorbells (doorbell buffer): which commands come before the model looks is a matter of microseconds; INTx and MSI-X differ by a factor of two where nothing else does'
const SCSI_PHASES =
  'phases of the SCSI bus that sometimes shared an interrupt where it was measured; the model gives each its own'
const LOST_FRAMES =
  'frames were lost where it was measured, and the others shared interrupts; the model receives every frame by itself'
const STATISTICS =
  "the driver's watchdog reads 36 registers every 2 s: it came by once in these 256 packets, and not at all in others"
const STILL_POLLING =
  'measured, the driver was through with its poll before the second message in some of the cases, and unmasked once more; and two messages that came while the guest took none counted once'
const PACED =
  'the model takes each packet before the next is sent, 300 us or 2 ms later, and would not gather any of them; measured, some came together out of the loop of the traced process'

/** As model / measured. */
export const OUT_OF_REACH: Readonly<Record<string, { readonly ratio: number; readonly cause: string }>> = {
  'ahci-nomsi, read qd1, 524288 bytes: reads': { ratio: 3 / 4.12, cause: EIGHT_COMMANDS },
  'ahci-nomsi, read qd1, 524288 bytes: interrupts': { ratio: 1 / 1.38, cause: EIGHT_COMMANDS },
  'lsi53c895a, read qd1, 524288 bytes: reads': { ratio: 2 / 3.62, cause: ONE_BUS },
  'lsi53c895a, read qd1, 524288 bytes: writes': { ratio: 3 / 3.81, cause: ONE_BUS },
  'lsi53c895a, read qd1, 524288 bytes: interrupts': { ratio: 1 / 1.81, cause: ONE_BUS },
  'megasas, read qd1, 524288 bytes: reads': { ratio: 2 / 2.38, cause: EIGHT_COMMANDS },
  'megasas, read qd1, 524288 bytes: interrupts': { ratio: 1 / 1.19, cause: EIGHT_COMMANDS },
  'megasas, read qd1, 1048576 bytes: reads': { ratio: 2 / 2.75, cause: EIGHT_COMMANDS },
  'megasas, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.38, cause: EIGHT_COMMANDS },
  'pvscsi, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.25, cause: TWO_COMMANDS },
  'pvscsi, write qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.44, cause: TWO_COMMANDS },
  'virtio-blk, read qd1, 1048576 bytes: writes': { ratio: 2 / 1.75, cause: TWO_COMMANDS },
  'virtio-blk, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.5, cause: TWO_COMMANDS },
  'virtio-blk, write qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.94, cause: TWO_COMMANDS },
  'virtio-blk-noioeventfd, write qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.12, cause: TWO_COMMANDS },
  'virtio-blk-legacy, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.44, cause: TWO_COMMANDS },
  'virtio-blk-legacy, write qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.31, cause: TWO_COMMANDS },
  'virtio-scsi, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.12, cause: TWO_COMMANDS },
  'nvme, read qd1, 524288 bytes: writes': { ratio: 2 / 2.94, cause: DOORBELL_BUFFER },
  'nvme, read qd1, 524288 bytes: interrupts': { ratio: 1 / 1.31, cause: DOORBELL_BUFFER },
  'nvme, read qd1, 1048576 bytes: writes': { ratio: 3 / 2.12, cause: DOORBELL_BUFFER },
  'nvme, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.12, cause: DOORBELL_BUFFER },
  'nvme, write qd1, 1048576 bytes: writes': { ratio: 3 / 3.69, cause: DOORBELL_BUFFER },
  'nvme, write qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.56, cause: DOORBELL_BUFFER },
  'nvme-intx, read qd1, 524288 bytes: writes': { ratio: 2 / 2.94, cause: DOORBELL_BUFFER },
  'nvme-intx, read qd1, 524288 bytes: interrupts': { ratio: 1 / 1.19, cause: DOORBELL_BUFFER },
  'nvme-intx, read qd1, 1048576 bytes: writes': { ratio: 3 / 5.38, cause: DOORBELL_BUFFER },
  'nvme-intx, read qd1, 1048576 bytes: interrupts': { ratio: 1 / 2.62, cause: DOORBELL_BUFFER },
  'nvme-intx, write qd1, 1048576 bytes: writes': { ratio: 3 / 3.69, cause: DOORBELL_BUFFER },
  'nvme-intx, write qd1, 1048576 bytes: interrupts': { ratio: 1 / 1.75, cause: DOORBELL_BUFFER },
  'ne2k_pci, rx paced 2000us, 1514 bytes: writes': { ratio: 22 / 19.77, cause: LOST_FRAMES },
  'ne2k_pci, rx paced 2000us, 1514 bytes: interrupts': { ratio: 1 / 0.57, cause: LOST_FRAMES },
  'ne2k_pci-iodelay, rx paced 1000us, 1514 bytes: writes': { ratio: 22 / 19.97, cause: LOST_FRAMES },
  'ne2k_pci-iodelay, rx paced 1000us, 1514 bytes: interrupts': { ratio: 1 / 0.59, cause: LOST_FRAMES },
  'pcnet, rx paced 2000us, 64 bytes: reads': { ratio: 3 / 2.29, cause: LOST_FRAMES },
  'pcnet, rx paced 2000us, 64 bytes: writes': { ratio: 11 / 8.37, cause: LOST_FRAMES },
  'pcnet, rx paced 2000us, 64 bytes: interrupts': { ratio: 1 / 0.76, cause: LOST_FRAMES },
  'pcnet, rx paced 2000us, 1514 bytes: reads': { ratio: 3 / 2.44, cause: LOST_FRAMES },
  'pcnet, rx paced 2000us, 1514 bytes: writes': { ratio: 11 / 8.94, cause: LOST_FRAMES },
  'pcnet, rx paced 2000us, 1514 bytes: interrupts': { ratio: 1 / 0.81, cause: LOST_FRAMES },
  'pcnet, rx paced 300us, 1514 bytes: reads': { ratio: 3 / 0.97, cause: PACED },
  'pcnet, rx paced 300us, 1514 bytes: writes': { ratio: 11 / 3.5, cause: PACED },
  'pcnet, rx paced 300us, 1514 bytes: interrupts': { ratio: 1 / 0.32, cause: PACED },
  'e1000, rx paced 300us, 1514 bytes: reads': { ratio: 3 / 2.46, cause: PACED },
  'e1000, rx paced 300us, 1514 bytes: writes': { ratio: 3 / 2.38, cause: PACED },
  'e1000, rx paced 300us, 1514 bytes: interrupts': { ratio: 1 / 0.82, cause: PACED },
  'e1000e, tx paced 2000us, 1514 bytes: reads': { ratio: 0 / 0.14, cause: STATISTICS },
  'e1000e, tx paced 2000us, 1514 bytes: interrupts': { ratio: 2 / 1.74, cause: STILL_POLLING },
  'e1000e, rx paced 2000us, 64 bytes: reads': { ratio: 0 / 0.14, cause: STATISTICS },
  'e1000e, rx paced 2000us, 64 bytes: writes': { ratio: 1.0625 / 1.33, cause: STILL_POLLING },
  'e1000e, rx paced 2000us, 64 bytes: interrupts': { ratio: 2 / 1.57, cause: STILL_POLLING },
  'e1000e, rx paced 2000us, 1514 bytes: reads': { ratio: 0 / 0.14, cause: STATISTICS },
  'e1000e, rx paced 2000us, 1514 bytes: writes': { ratio: 1.0625 / 1.21, cause: STILL_POLLING },
  'e1000e, rx paced 300us, 1514 bytes: writes': { ratio: 1.0625 / 1.64, cause: STILL_POLLING },
  'e1000e, rx paced 300us, 1514 bytes: interrupts': { ratio: 2 / 1.73, cause: STILL_POLLING },
  'vmxnet3, rx paced 2000us, 64 bytes: writes': { ratio: 1 / 0.76, cause: PACED },
  'vmxnet3, rx paced 2000us, 64 bytes: interrupts': { ratio: 1 / 0.76, cause: PACED },
  'virtio-net, rx paced 300us, 1514 bytes: interrupts': { ratio: 1 / 0.83, cause: PACED },
  'virtio-net-ioeventfd, rx paced 300us, 1514 bytes: interrupts': { ratio: 1 / 0.75, cause: PACED },
  'virtio-net-legacy, rx paced 300us, 1514 bytes: interrupts': { ratio: 1 / 0.89, cause: PACED },
  'ahci-1g, read qd1 contiguous-buffer, 1048576 bytes: reads': {
    ratio: 3.1875 / 4.31,
    cause: EIGHT_COMMANDS,
  },
  'ahci-1g, read qd1 contiguous-buffer, 1048576 bytes: interrupts': {
    ratio: 1.0625 / 1.44,
    cause: EIGHT_COMMANDS,
  },
  'megasas-1g, read qd1 contiguous-buffer, 1048576 bytes: reads': { ratio: 2 / 2.75, cause: EIGHT_COMMANDS },
  'megasas-1g, read qd1 contiguous-buffer, 1048576 bytes: interrupts': {
    ratio: 1 / 1.38,
    cause: EIGHT_COMMANDS,
  },
  'am53c974-1g, read qd1 contiguous-buffer, 1048576 bytes: reads': { ratio: 1175 / 1204, cause: SCSI_PHASES },
}
