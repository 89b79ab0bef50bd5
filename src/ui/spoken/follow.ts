/** The playhead, the request that is followed, and the run beside the one on the bench, in sentences. */
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { moment, round } from '../looks/format.ts'
import { besideRun } from '../views/following.ts'
import { followSaid } from '../widgets/follow-lines.ts'
import { capital } from './aloud.ts'

/** What the second timeline shows: the same request in the run beside, and whether that run is safe. */
function besideSaid(bench: Bench): string[] {
  const other = besideRun(bench)
  if (other === undefined) return []
  const { run, number } = other
  const say = words.spoken.follow
  const name = words.bench.first(number)
  const followed = followSaid(run, bench)
  return [
    ...(followed.length === 0 ? [] : [say.there(name, followed.join(', '))]),
    ...(run.violationCount > 0 ? [say.violated(name, run.violationCount)] : []),
  ]
}

function keptSaid({ kept }: Bench): string[] {
  return kept === undefined ? [] : [words.spoken.follow.kept(kept.number)]
}

/** Where the playhead stands, while nothing plays; what is followed, and what is kept. */
export function playSaid(bench: Bench): string[] {
  const run = bench.ran?.run
  if (run === undefined) return []
  if (bench.playing) return [words.line.playing, ...keptSaid(bench)]
  const followed = followSaid(run, bench)
  return [
    words.line.playhead(moment(bench.playhead), round(run.duration)),
    ...(followed.length === 0 ? [] : [`${capital(followed.join(', '))}.`]),
    ...(followed.length === 0 ? [] : besideSaid(bench)),
    ...keptSaid(bench),
  ]
}
