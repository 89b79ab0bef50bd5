/** Wörter von `explore`: was an Teilen nicht stimmt. */
import type { exploreWords as english } from '../explore-words.ts'
import type { Translated } from '../language.ts'

export const exploreWords: Translated<typeof english> = {
  start: 'der Start',
  noLine: 'ist keine Zeile von explore --shard oder wurde abgeschnitten; miss diesen Teil noch einmal',
  otherLevel: (level, wanted) => `gehört zum Level ${level}, nicht zu ${wanted}`,
  otherHash: (level) =>
    `gehört zu ${level}, wie es vor der Änderung seiner Datei war; miss diesen Teil mit der jetzigen noch einmal`,
  otherModel:
    'wurde mit einer anderen Version der Simulation gemessen; miss alle Teile mit demselben exitless',
  lacksMetric: 'fehlt ein Maß, ein Seed oder eine Aufstellung dieses Levels; miss diesen Teil noch einmal',
  twice: (configuration, at) =>
    `Aufstellung ${configuration} steht schon bei ${at}; gib jeden Teil einmal an`,
  missing: (count, of, first, moves) =>
    `${count} von ${of} Aufstellungen ${count === 1 ? 'ist' : 'sind'} in keiner Datei; die erste ist ${first}: ${moves}`,
}
