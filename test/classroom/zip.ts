/** Writes zip archives for tests, honest ones and others. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Packed {
  readonly name: string
  readonly bytes: Buffer
  /** What the directory says in place of the truth. */
  readonly says?: {
    readonly size?: number
    readonly flags?: number
    readonly method?: number
    readonly mode?: number
  }
  readonly stored?: boolean
}

export function zipped(files: readonly Packed[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const file of files) {
    const { local, record } = entry(file, at)
    parts.push(local)
    directory.push(record)
    at += local.length
  }
  const records = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(records.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, records, end, Buffer.from(comment)])
}

function entry({ name, bytes, says = {}, stored = false }: Packed, at: number) {
  const data = stored ? bytes : deflateRawSync(bytes)
  const path = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(says.flags ?? 0x800, 2)
  common.writeUInt16LE(says.method ?? (stored ? 0 : 8), 4)
  common.writeUInt32LE(crc32(bytes), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(says.size ?? bytes.length, 18)
  common.writeUInt16LE(path.length, 22)
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, path, data])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(((says.mode ?? 0x81a4) << 16) >>> 0, 6)
  rest.writeUInt32LE(at, 10)
  const record = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, path])
  return { local, record }
}
