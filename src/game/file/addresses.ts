/** Addresses of real devices where a level gives none. */
import type { Device, DeviceModel, Host } from '../../machine/index.ts'

type Given = Omit<Device, 'address'> & { readonly address?: string | undefined }

/** Without an address, the first device is 0000:01:00.0, the second 0000:02:00.0, and so on; virtual functions follow theirs. */
export function addressed(given: Readonly<Record<string, DeviceModel | Given>>): Host['devices'] {
  const addresses = new Map<string, string>()
  const devices: Record<string, Device> = {}
  for (const [index, [name, one]] of Object.entries(given).entries()) {
    const device = typeof one === 'string' ? { model: one } : one
    const siblings = Object.values(devices).filter((other) => other.parent === device.parent)
    const above = device.parent === undefined ? undefined : addresses.get(device.parent)
    const usual =
      above === undefined
        ? `0000:${hexadecimal(index + 1)}:00.0`
        : `${above.slice(0, 8)}${functionNumber(siblings.length + 1)}`
    devices[name] = { ...device, address: device.address ?? usual }
    addresses.set(name, devices[name].address)
  }
  return devices
}

function hexadecimal(number: number): string {
  return number.toString(16).padStart(2, '0')
}

/** Device and function of the n-th function of a bus. */
function functionNumber(number: number): string {
  return `${hexadecimal(number >> 3)}.${number & 7}`
}
