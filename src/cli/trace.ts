/** `run --trace FILE`: every step of every request, one JSON object a line. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Run } from '../machine/index.ts'

const STATES = ['waits', 'served', 'ended', 'violation', 'contained'] as const
const LINES_AT_ONCE = 4096

/** Writes the log of a recorded run. @throws where the file cannot be written */
export function writeTrace(path: string, run: Run): void {
  const file = openSync(path, 'w')
  try {
    let lines: string[] = []
    for (const line of traceLines(run)) {
      lines.push(line)
      if (lines.length < LINES_AT_ONCE) continue
      writeSync(file, lines.join(''))
      lines = []
    }
    writeSync(file, lines.join(''))
  } finally {
    closeSync(file)
  }
}

function* traceLines(run: Run): Generator<string, void> {
  const { log, requests, flows } = run
  if (log === undefined) return
  const rows = flows.map((flow) => flow.kinds.flatMap((kind) => kind.path))
  for (let entry = 0; entry < log.count; entry++) {
    const request = log.request[entry]
    const flow = flows[requests.flow[request]]
    const row = rows[requests.flow[request]][log.row[entry]]
    const line = {
      at: log.nanos[entry],
      request,
      place: row?.place,
      act: row?.act,
      times: row?.times,
      nanos: row?.nanos,
      bytes: row?.bytes,
      state: STATES[log.kind[entry]],
      flow: flow.id,
      text: row?.text,
    }
    yield `${JSON.stringify(line)}\n`
  }
}
