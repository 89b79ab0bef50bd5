/** Wörter rund um die Kampagne: Karte, Umschau, Sandkasten, Aufgabe des Tages, Schätzungen, frühere Läufe. */
import type { Translated } from '../language.ts'
import type { playWords as english } from '../play-words.ts'

export const playWords: Translated<typeof english> = {
  jump: {
    prompt: 'Level',
    none: 'kein Level hat diese Nummer oder diese Wörter',
    keys: 'Enter geht hin   Esc zurück',
  },
  campaign: {
    done: 'alles bestanden',
    open: (count) => `${count} offen`,
    needs: (numbers) => `braucht ${numbers}`,
    bossFirst: (number) => `Boss ${number} ◆`,
    boss: 'Boss',
    expert: 'Experte',
    aboutBoss: (chapter, title) =>
      `Ein Boss bringt nichts Neues. Man darf ihn zuerst spielen; gewonnen, öffnet er jedes Level von Kapitel ${chapter}, ${title}.`,
    aboutExpert: 'Ein Level für Experten: nichts anderes braucht es.',
    orBoss: (number) => `oder gewinne ${number}, den Boss seines Kapitels`,
    left: (minutes) => `noch ${minutes} min`,
    elsewhere: 'Anderswo',
  },
  explore: {
    title: 'Umschau',
    scatter: 'Wolke',
    over: (up, across) => `${up} über ${across}`,
    yours: 'Deiner',
    point: 'Punkt',
    front: 'Front',
    weight: 'Gewicht',
    weightMeans: 'wie viel ein Regler allein darüber sagt, ob eine Aufstellung besteht',
    points: (count) => `${count} ${count === 1 ? 'Punkt' : 'Punkte'}`,
    place: (place, of) => `Platz ${place} von ${of}`,
    shortPlace: (place) => `#${place}`,
    beaten: (count) =>
      count === 0
        ? 'keiner schlägt ihn in beidem'
        : `${count} ${count === 1 ? 'schlägt' : 'schlagen'} ihn in beidem`,
    passes: 'er besteht: Plätze unter denen, die es tun',
    fails: 'er besteht nicht',
    steps: (knobs) => `${knobs} Regler vom Bestehen entfernt`,
    noneWins: 'keiner hier besteht',
    notRun: 'was auf der Werkbank liegt, hat hier keine Zahlen',
    hidden: 'was es ist: sobald du bestanden hast',
    start: 'das Level, wie es beginnt',
    same: (place, of) => `${place} von ${of} mit diesen Zahlen`,
    passing: (winning, of) =>
      of === 0 ? '' : `${winning} von ${of} bestehen (${Math.round((winning / of) * 100)} %)`,
    shown: (shown, of) => `${shown} von ${of}`,
    simulated: (done, of) => `${done} von ${of} simuliert`,
    whole: (of) => `alle ${of}`,
    filterAll: 'alle',
    filterWinning: 'die bestehen',
    filter: (what) => `Filter: ${what}`,
    legend: '✔ besteht ◆ Front ◉ deiner 1 2 Weg ┄ ┆ Ziele',
    empty: 'hier ist nichts zu zeigen: f nimmt den Filter zurück',
    waiting: 'die ersten Aufstellungen werden simuliert …',
    log: 'log',
    tooMany: (count, most) => `${count} Aufstellungen sind hier zu viele zum Simulieren: höchstens ${most}`,
  },
  sandbox: {
    title: 'Sandkasten',
    host: 'Host',
    about: 'Was es ist',
    check: 'Prüfung',
    parts: (guests) => `${guests} ${guests === 1 ? 'Gast' : 'Gäste'}`,
    add: 'Dazu',
    boots: (guest) => `${guest} startet`,
    noDebrief: 'ein eigener Host hat keine Nachlese: Esc führt zurück zu seinen Teilen',
    hostStays: 'der Host bleibt; Gast, Gerät oder Ziel kann man wegnehmen',
    noKnob: 'das ist kein Regler: so ist der Host gebaut',
    nothingOffered: 'markier erst einen Regler: o auf seiner Zeile; die Werkbank bietet markierte an',
    offered: (count) => `✚ ${count} Regler für Werkbank und Umschau markiert`,
  },
  daily: {
    drawing: (share) => `die Aufgabe von heute wird gezogen … ${Math.floor(share * 100)} %`,
    streak: (now, longest) =>
      `${now} ${now === 1 ? 'Tag' : 'Tage'} in Folge${longest > now ? `, höchstens ${longest}` : ''}`,
    done: (text) => `✔ heute ist bestanden: ${text}`,
    open: (text) => `○ heute ist offen: ${text}`,
  },
  predictions: {
    title: 'Schätzungen',
    all: 'alle Kapitel',
    noneYet: 'noch keine',
    right: (right, of) => `${right} von ${of} richtig`,
    about:
      'Eine Schätzung vor dem ersten Lauf eines Levels. Sie kostet nie einen Stern und zeigt, was man von einer Maschine erwartet.',
    tendency: {
      none: 'Zu wenige waren falsch, um zu sagen, in welche Richtung.',
      high: 'Die falschen liegen meist zu hoch.',
      low: 'Die falschen liegen meist zu tief.',
      balanced: 'Die falschen liegen so oft zu hoch wie zu tief.',
    },
    legend: '✔ richtig  ▲ zu hoch  ▼ zu tief  ✘ falsch',
  },
  runs: {
    title: 'frühere Läufe',
    panel: 'Läufe',
    none: 'noch kein Lauf',
    kept: (count) => `${count} aufgehoben, der neueste zuerst`,
  },
  place: {
    title: 'dein Platz unter denen, die bestehen',
    of: (name, place, of) => `${name}: Platz ${place} von ${of}, die bestehen`,
    notOnAllSeeds: 'keiner: es besteht nicht mit jedem Seed, und nur das hat einen Platz',
    explore: 'x zeigt sie alle',
  },
}
