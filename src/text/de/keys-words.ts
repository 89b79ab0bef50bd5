/** Wörter der Suche durch Tippen, der Befehle nach Namen, des Kopierens und der Maus. */
import type { keysWords as english } from '../keys-words.ts'
import type { Translated } from '../language.ts'

export const keysWords: Translated<typeof english> = {
  find: {
    prompt: 'Regler',
    none: 'kein Regler hat diese Buchstaben',
    matches: (place, of) => `${place} von ${of}`,
    keys: '↑↓ nächster   Enter bleibt   Esc zurück',
  },
  palette: {
    title: 'Befehl',
    of: (shown, all) => `${shown} von ${all}`,
    none: 'hier hat nichts diese Buchstaben',
    whole: (keys) => `der ganze Schlüssel: ${keys}`,
    term: (text) => `Begriff: ${text}`,
    number: (text) => `Zahl: ${text}`,
    cost: (subject) => `Kosten: ${subject}`,
    unreadable: 'ein Schritt lautet: set KEY VALUE',
    note: 'ein Schritt, hier getippt, ist der im Log und im Spielstand',
    noteElsewhere: 'tippe einen Teil eines Namens; auf der Werkbank auch: set KEY VALUE',
    now: 'wie es jetzt ist',
    isNow: (what) => (what === '' ? 'wie es jetzt ist' : `wie es jetzt ist: ${what}`),
    panel: (name) => `Feld ${name}`,
    toPanel: 'zeigt dieses Feld',
    setting: (name, value) => `Einstellung ${name}: ${value}`,
    level: { passed: '✔ bestanden', open: '○ offen', closed: '·' },
  },
  help: {
    type: 'Tippe, um Taste oder Wort zu finden:',
    none: 'keine Taste und kein Wort hier hat diese Buchstaben',
  },
  copy: {
    sent: (what, lines) =>
      `${what}: ${lines} ${lines === 1 ? 'Zeile' : 'Zeilen'} an die Zwischenablage geschickt, wenn das Terminal OSC 52 nimmt`,
    cut: (what, lines) => `${what}: nur die ersten ${lines} Zeilen passten und sind geschickt`,
    screen: 'Bildschirm',
  },
  reset: 'das Level, wie es beginnt; r bringt deine Änderungen zurück, eine nach der anderen',
  removeAgain: (part) => `noch einmal Del nimmt ${part} weg, mit allem darin; nichts bringt es zurück`,
}
