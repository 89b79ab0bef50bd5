/** Was der Zeilenmodus auf der Karte, in der Nachlese und rundherum sagt. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const lineScreens = {
  map: (won: number, of: number) => `Karte. ${won} von ${of} Sternen.`,
  next: (number: string, title: string) => `Als Nächstes: ${number}, ${title}.`,
  play: (number: string, title: string) => `spiele ${number}, ${title}`,
  chapter: (number: number, title: string, stars: string, standing: string) =>
    `Kapitel ${number}, ${title}: ${stars}, ${standing}`,
  levelRow: (number: string, title: string, status: string, stars: string, best: string) =>
    `${number}, ${title}: ${status}${stars === '' ? '' : `, ${stars}`}${best === '' ? '' : `, ${best}`}`,
  status: { passed: 'bestanden', open: 'offen', closed: 'zu' },
  mapHow: 'Oder tippe die Nummer eines Levels, wie 1.2; about 1.2 erzählt erst davon.',
  card: {
    teaches: (text: string) => `Es lehrt: ${text}.`,
    needs: (numbers: string) => `Es braucht ${numbers}.`,
    time: (minutes: string, knobs: string) => `Es dauert ${minutes} und hat ${knobs}.`,
    you: (text: string) => `Du: ${text}.`,
  },
  needsRow: (number: string, passed: boolean) => `${number} ${passed ? 'bestanden' : 'nicht bestanden'}`,
  closed: (numbers: string) => `Dieses Level ist zu: es braucht erst ${numbers}.`,
  orBoss: (number: string) => `Oder gewinne ${number}, den Boss seines Kapitels, der offen ist.`,
  jump: (typed: string, found: string) => `Zu einem Level: "${typed}". ${found}`,
  jumpNone: 'Keines ist so.',

  debrief: (stars: string) => `Nachlese: ${stars}.`,
  fact: (what: string, source: string, grade: string) => `${what}. Quelle: ${source}; ${grade}.`,
  sources: 'Woher die Zahlen kommen:',
  ways: 'Wege des Autors, hier simuliert:',
  yours: (moves: string, values: string) => `Deiner, ${moves}${values === '' ? '' : `: ${values}`}.`,
  way: (title: string, values: string, text: string) => `${title}: ${values}. ${text}`,
  after: (number: string, title: string) => `Nächstes Level: ${number}, ${title}.`,

  explore: (count: string, passing: string) =>
    `Umschau: ${count} Aufstellungen${passing === '' ? '' : `, ${passing}`}.`,
  exploring: (done: number, of: number) =>
    `${done} von ${of} sind bis jetzt simuliert; frag noch einmal für mehr.`,
  standing: (name: string, value: string, place: string) => `${name} ${value}, ${place}`,
  yoursAre: (rest: string) => `Deine: ${rest}.`,
  front: (x: string, y: string, count: number) =>
    `Keine schlägt ${count === 1 ? 'diese' : 'diese'} in beidem, ${x} und ${y}:`,
  point: (x: string, y: string, passes: boolean) => `${x}, ${y}${passes ? ', besteht' : ''}`,
  pointIs: (moves: string) => `: ${moves}`,
  weights: (list: string) => `Welcher Regler allein am meisten übers Bestehen sagt: ${list}.`,
  weight: (name: string, share: string) => `${name} ${share}`,
  axes: (y: string, x: string) => `Hoch ist ${y}, quer ist ${x}.`,
  points: (shown: number) => `${plural(shown, 'Punkt', 'Punkte')} gezeigt.`,

  settings: 'Einstellungen:',
  setting: (name: string, value: string) => `${name}: ${value}`,
  isSet: (name: string, value: string) => `${name} ist jetzt ${value}.`,
  guesses: (right: string) => `Deine Schätzungen: ${right}.`,
  guessesOf: (chapter: string, said: string) => `${chapter}: ${said}.`,
  runs: (count: number) => `Frühere Läufe: ${count}, der neueste zuerst.`,
  runsHow: 'Eine Nummer legt einen wieder auf die Werkbank.',
  run: (what: string, values: string, stars: string) => `${what}: ${values}, ${stars}`,
  tree: 'PCI-Baum: was wo hängt, in welcher Gruppe, und wer es hat.',
  below: (bridge: string) => `unter ${bridge}: `,
  group: (group: number) => `, Gruppe ${group}`,
  held: (holder: string) => `, bei ${holder}`,
  atPlace: (address: string) => `, bei ${address}`,

  guess: 'Schätzen kostet nichts und zählt für sich.',
  guessNone: 'ohne Schätzung',
  guessSkipped: 'Keine Schätzung.',
  begun: 'Willkommen.',
  drawing: 'Die Aufgabe von heute wird aus dem Datum gezogen; das dauert einige Sekunden.',
  opening: 'Der Sandkasten wird geöffnet.',

  sandbox: (guests: number) =>
    `Sandkasten: ein eigener Host, mit ${plural(guests, 'Gast', 'Gästen')}. Alles, was man ändern kann, nach Teilen:`,
  sandboxCheck: (said: string) => `Prüfung: ${said}`,
  sandboxPart: (name: string, rows: number) => `${name}, ${plural(rows, 'Zeile', 'Zeilen')}`,
  sandboxRow: (name: string, value: string, marked: boolean) =>
    `${name}: ${value}${marked ? ', für die Werkbank markiert' : ''}`,
  partHow:
    'Eine Nummer zeigt die Werte einer Zeile. merken und eine Nummer bietet einen Regler auf der Werkbank an; weg nimmt den Teil weg.',
  additions: 'Was dazukommen kann:',
  sandboxOnly: 'Das ist ein eigener Host: back führt zu seinen Teilen.',

  help: {
    title: (place: string) => `Befehle, ${place}. Ein Wort darf kürzer sein, wo nur eines so beginnt.`,
    everywhere: 'überall',
    row: (words: string, text: string) => `${words}: ${text}.`,
    signs: 'Tasten: ',
    key: (key: string, text: string) => `${key}: ${text}.`,
  },
  at: {
    map: 'auf der Karte',
    bench: 'auf der Werkbank',
    guess: 'vor dem ersten Lauf',
    debrief: 'in der Nachlese',
    sandbox: 'im Sandkasten',
  },
  unknown: (text: string, near: string) =>
    `Hier gibt es keinen Befehl "${text}".${near === '' ? '' : ` Ist es ${near}?`} ? nennt die Befehle.`,
  noChoice: (number: string, most: number) =>
    most === 0
      ? `Hier gibt es keine Nummer ${number}. ? nennt die Befehle.`
      : `Es gibt keine Nummer ${number}; es gibt 1 bis ${most}.`,
  noWord: (word: string) => `Ein Wort "${word}" ist hier noch nicht erklärt. begriffe nennt die erklärten.`,
  mapHere: 'Das ist die Karte; ende geht.',
  noPart: 'Zeig erst einen Teil: seine Nummer, oder teil 1.',
  wordList: (list: string) => `Erklärte Wörter: ${list}. was und ein Wort erklärt es.`,
  noLevel: (name: string, near: string) =>
    `Es gibt kein Level "${name}"${near === '' ? '' : `; nah sind ${near}`}.`,
  many: (name: string, keys: string) => `"${name}" kann ${keys} sein: nenn es ganz.`,
  notHere: 'Das braucht ein Level auf der Werkbank: tippe spiele und seine Nummer.',
  bye: 'Dein Platz bleibt.',
  sets: 'Eine Änderung lautet: set files.disk.controller virtio-blk. Der Name des Reglers darf kürzer sein.',
  nothing: 'Noch wurde nichts gesagt.',
}
