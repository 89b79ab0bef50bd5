/** What a screen reader is told after a key: another screen whole, else only what has become different, in few words. */
import { plainLine } from '../../text/index.ts'
import { noticeOf, type State, topOf } from '../state.ts'
import { answerLines, capital, sentence } from './aloud.ts'
import { benchTitle, inHand } from './bench.ts'
import { panelSaid } from './bench-screen.ts'
import { changesSaid } from './changes.ts'
import { sentencesOf, spoken } from './screens.ts'

/** A screen begins with its title and what is in hand; the map, with where one goes on between them. */
const HEAD = 2

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

/** Is it a screen that lay below the last one, or the bench behind its violation? It was read when it was opened. */
function cameBack(before: State, now: State): boolean {
  const [then, top] = [topOf(before), topOf(now)]
  if (before.bench?.ran === undefined || (then.at === 'menu' && then.menu.of === 'guess')) return false
  if (top.at === 'bench' && then.at === 'bench' && before.bench.incident !== undefined)
    return now.bench?.incident === undefined
  const below = before.stack[now.stack.length - 1]
  return now.stack.length < before.stack.length && below?.at === top.at
}

/** Its title and what is in hand; ^L reads all of it. */
function shortly(before: State, now: State): string[] {
  const { bench } = now
  if (topOf(now).at !== 'bench' || bench === undefined)
    return sentencesOf(now).slice(0, topOf(now).at === 'map' ? HEAD + 1 : HEAD)
  const notice = noticeOf(now)
  const said = notice === undefined ? [] : [capital(sentence(plainLine(notice)))]
  // A change is told with its run, which has the title and what is in hand.
  if (bench.play !== before.bench?.play && bench.ran === before.bench?.ran) return said
  if (bench.ran !== before.bench?.ran || bench.impossible !== before.bench?.impossible)
    return [...said, ...(onBench(before, now) ?? [])]
  return [...said, benchTitle(bench), ...inHand(bench)]
}

/** @param before the state that was told last; undefined: nothing was told yet */
export function announced(before: State | undefined, now: State, width?: number): readonly string[] {
  if (before === undefined) return spoken(now, width)
  if (screenName(before) !== screenName(now))
    return cameBack(before, now) ? answerLines(shortly(before, now), width) : spoken(now, width)
  if (isTick(before, now)) return []
  const said = onBench(before, now)
  if (said !== undefined) return answerLines(said, width)
  const known = new Set(sentencesOf(before))
  return answerLines(
    sentencesOf(now).filter((one) => !known.has(one)),
    width,
  )
}
