/** Wörter der Zeit auf der Werkbank, und zweier Läufe nebeneinander. */
import type { Translated } from '../language.ts'
import type { timeWords as english } from '../time-words.ts'

export const timeWords: Translated<typeof english> = {
  time: {
    request: (ordinal, of) => `Anfrage ${ordinal} von ${of}`,
    beginsHere: (took) => `beginnt hier; dauert ${took}`,
    begins: (at) => `beginnt bei ${at}`,
    soFar: (elapsed) => `bis jetzt ${elapsed}`,
    took: (elapsed) => `endete nach ${elapsed}`,
    waited: (waited) => `wartete ${waited}`,
    mostAt: (nanos, step) => `davon ${nanos} bei "${step}"`,
    neverWaited: 'wartete nie',
    itsTime: 'Zeit',
    dropped: 'verloren',
    flush: 'Flush',
    follows: (request) => `der Pfad folgt ${request}: g lässt los`,
    letsGo: 'der Pfad folgt jetzt keiner Anfrage',
    nothingUnderWay: 'keine Anfrage dieses Pfads ist hier unterwegs: > geht zur nächsten',
    ended: (request, took, waited) =>
      `${request} endete: ${took}, davon ${waited} gewartet. g lässt los, > die nächste`,
    notInThisRun: (request) => `${request} ist nicht in diesem Lauf: jetzt wird keiner gefolgt`,
    noRequests: 'dieser Lauf hat keine Anfrage dieses Pfads',
    firstRequest: (request) => `${request} ist die erste`,
    lastRequest: (request) => `${request} ist die letzte`,
    longest: (request, took, alone) =>
      `${request} dauerte am längsten: ${took} (allein ${alone}). L: nächste`,
    nextLongest: (request, took, alone) => `${request} ist die nächstlängste: ${took} (allein ${alone})`,
    noLonger: 'keine andere Anfrage dieses Pfads ist zu Ende',
    noneEnded: 'keine Anfrage dieses Pfads ist in diesem Lauf zu Ende',
    noFault: 'dieser Lauf hat keinen gestoppten Fault',
    noLaterFault: (count) => `danach kein gestoppter Fault; E geht zurück (${count} insgesamt)`,
    noEarlierFault: (count) => `davor kein gestoppter Fault; e geht weiter (${count} insgesamt)`,
    fault: (place, of, what, request) =>
      `■ ${place} von ${of}: ${what}${request === '' ? '' : `, Anfrage ${request}`}`,
    noDrop: 'dieser Lauf hat nichts verloren',
    noLaterDrop: (count) => `danach geht nichts verloren; O geht zurück (${count} insgesamt)`,
    noEarlierDrop: (count) => `davor ging nichts verloren; o geht weiter (${count} insgesamt)`,
    drop: (place, of, request, flow, socket) =>
      `┬ ${place} von ${of}: Anfrage ${request} von ${flow} ${socket ? 'fand keinen Platz am Socket' : 'fand keinen freien Deskriptor'}`,
    keeps: (run) => `Lauf ${run} bleibt als A: c vergleicht ihn mit dem, was du als Nächstes laufen lässt`,
    kept: (run) => `A Lauf ${run}`,
    beside: (run) => `Lauf ${run}`,
    compares: 'c vergleicht',
    noOther: 'sobald ein Regler gedreht ist, bleibt der jetzige Lauf hier neben dem neuen',
    nothingToCompare: 'noch nichts zu vergleichen: dreh erst einen Regler (a behält diesen Lauf als A)',
  },
  compare: {
    title: 'Vergleich',
    changed: 'Geändert',
    ofKnobs: (changed, all) => `${changed} von ${all} ${all === 1 ? 'Regler' : 'Reglern'}`,
    same: 'dieselbe Aufstellung auf beiden Seiten: [ ] nimmt einen anderen Lauf für A, { } für B',
    more: (count) => `${count} mehr`,
    former: 'früherer Lauf',
    here: 'auf der Werkbank',
    kept: 'von Hand behalten',
    before: 'der Lauf davor',
    again: 'noch einmal simuliert',
    waiting: 'dieser Lauf wird noch einmal simuliert …',
    wait: 'einer der beiden wird noch simuliert',
    scale: 'A links, B rechts, gleicher Maßstab',
    sides: 'A links, B rechts',
    overEach: 'eine Anfrage allein, in Ruhe: A über B, gleicher Maßstab',
    oldest: 'das ist der älteste Lauf, der aufgehoben ist',
    newest: 'das ist der neueste Lauf',
    liesThere: (run) => `${run} liegt schon auf der Werkbank`,
    cannotTake: 'seine Regler kann man von hier nicht einzeln drehen: f hat ihn als früheren Lauf',
    taken: (run, changes) =>
      `${run} liegt auf der Werkbank: ${changes} ${changes === 1 ? 'Änderung, u nimmt sie zurück' : 'Änderungen, u nimmt sie einzeln zurück'}`,
    phases: { ahead: ' noch nicht', 'under-way': '', ended: ' zu Ende' },
    goal: 'Ziel',
    star: 'Stern',
    both: 'beide',
    only: (side) => `nur ${side}`,
    neither: 'keiner',
    misses: (side, by) => `keiner, ${side} um ${by}`,
    noNumber: 'keine Zahl',
    device: 'Gerät',
    exits: 'Exits',
    copies: 'Kopien',
    dma: 'DMA',
    rest: 'sonst: Code, Wecken',
    request: 'wo sie ist',
    summary: {
      better: (count, of) =>
        count === of
          ? `B ist in allen ${of} besser oder gleich`
          : `B ist in ${count} von ${of} besser oder gleich`,
      worse: (what) => `schlechter bei ${what}`,
      violations: (side, count) =>
        `${side} ist nicht sicher: ${count} ${count === 1 ? 'Verstoß' : 'Verstöße'}`,
      goals: (a, b, of) =>
        a === b ? `beide erreichen ${a} von ${of} Zielen` : `B erreicht ${b} von ${of} Zielen, A ${a}`,
      none: 'nichts ist zu vergleichen',
      also: (count) => `und ${count} mehr`,
    },
  },
}
