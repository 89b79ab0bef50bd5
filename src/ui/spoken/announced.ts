/** What a screen reader is told after a key: another screen whole, else only what has become different, in few words. */
import { type State, topOf } from '../state.ts'
import { answerLines } from './aloud.ts'
import { benchTitle, changesSaid, inHand } from './bench.ts'
import { panelSaid } from './bench-screen.ts'
import { sentencesOf, spoken } from './screens.ts'

/** Which screen it is: another one is read whole. */
function screenName({ bench, ...state }: State): string {
  const top = topOf(state as State)
  const menu = top.at === 'menu' ? JSON.stringify({ ...top.menu, at: undefined }) : ''
  const level = top.at === 'map' ? '' : bench?.play.level.id
  return [top.at, menu, top.at === 'bench' && bench?.incident, top.at === 'sandbox' ? '' : level].join(' ')
}

/** Did the playhead go on by itself? What stands at it is said where it stops. */
function isTick(before: State, now: State): boolean {
  const [then, bench] = [before.bench, now.bench]
  const plays = then?.playing === true && bench?.playing === true && topOf(before) === topOf(now)
  return plays && then.playhead !== bench.playhead
}

/** On the bench: what a change did, the knob that was taken, the panel that was gone to; undefined: none of these. */
function onBench(before: State, now: State): string[] | undefined {
  const [then, bench] = [before.bench, now.bench]
  if (topOf(now).at !== 'bench' || then === undefined || bench === undefined || bench.incident !== undefined)
    return undefined
  if (bench.ran !== then.ran || bench.impossible !== then.impossible)
    return [benchTitle(bench), ...inHand(bench), ...changesSaid(bench)]
  // While a run is computed, its numbers are those of the run before.
  if (bench.play !== then.play) return []
  if (bench.knob !== then.knob) return inHand(bench)
  if (bench.focus !== then.focus)
    return bench.focus === 'bench' ? inHand(bench) : panelSaid(now, bench, bench.focus)
  return undefined
}

/** @param before the state that was told last; undefined: nothing was told yet */
export function announced(before: State | undefined, now: State, width?: number): readonly string[] {
  if (before === undefined || screenName(before) !== screenName(now)) return spoken(now, width)
  if (isTick(before, now)) return []
  const said = onBench(before, now)
  if (said !== undefined) return answerLines(said, width)
  const known = new Set(sentencesOf(before))
  return answerLines(
    sentencesOf(now).filter((one) => !known.has(one)),
    width,
  )
}
