/** Wörter für eine Klasse: Fragen eines Levels, eine Aufgabe, eine Prüfung. */
import type { classWords as english } from '../class-words.ts'
import type { Translated } from '../language.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const classWords: Translated<typeof english> = {
  questions: {
    title: 'Fragen',
    panel: 'Fragen',
    none: 'dieses Level stellt keine Fragen',
    answered: (given, of) => `${given} von ${of} beantwortet`,
    onlyThink: 'zum Nachdenken',
    type: (example) => `Enter oder eine Ziffer schreibt eine Zahl, etwa ${example}`,
    typeToSee: (example) => `schreib eine Zahl, etwa ${example}: du hast einen Versuch, er zählt sofort`,
    untilPassed: 'zu ändern, bis du bestanden hast',
    yours: (value) => `deine Antwort: ${value}`,
    later: 'ob sie stimmt: sobald du bestanden hast; dann bleibt sie stehen',
    computing: 'die richtige Zahl wird simuliert …',
    right: (value, right) => `deine Antwort ${value} stimmt: ${right}`,
    wrong: (value, right) => `deine Antwort ${value} stimmt nicht: es sind ${right}`,
    think: 'zum Nachdenken; eine Antwort steht hier, sobald du bestanden hast',
    stands: 'sie ist beantwortet und die richtige Zahl bekannt: sie bleibt stehen',
    noNumber: 'diese ist zum Nachdenken und nimmt keine Zahl',
    prompt: 'Antwort',
    keys: (example) => `etwa ${example}   Enter behält sie   Esc verwirft sie`,
    onceKeys: (example) => `ein Versuch, etwa ${example}   Enter: zählt sofort   Esc verwirft sie`,
    refused: {
      number: (example) => `eine Antwort ist eine Zahl, etwa ${example}`,
      unit: (example) => `wovon? Schreib die Einheit dazu, etwa ${example}`,
      'other-unit': (example) => `darin wird das nicht gemessen: schreib es wie ${example}`,
    },
    kept: (question, value) => `Frage ${question}: ${value} ist behalten`,
    tolerance: 'bis 2 % daneben ist richtig; Gezähltes nur genau',
  },
  questionsSaid: {
    title: (number, title, given) => `Fragen von Level ${number}, ${title}: ${given}.`,
    one: (number, text, standing) => `Frage ${number}. ${text} ${standing}`,
    how: 'antwort, die Nummer der Frage und eine Zahl beantworten sie: antwort 1 360 MB/s.',
    what: 'Welche Frage? antwort 1 360 MB/s.',
    notHere:
      'fragen und die Nummer eines Levels nennt seine Fragen: fragen 1.2. Beantwortet werden sie im Level.',
  },
  task: {
    exam: 'Prüfung',
    due: (day) => `fällig ${day}`,
    passed: (passed, of) => `${passed} von ${of} bestanden`,
    keys: 'y, s: alle Codes',
    weight: 'Gewicht',
    weightIs: (weight, share) => `${weight}, ${Math.round(share * 100)} % der Note`,
    hints: 'Hinweise',
    hintsAre: (limit) =>
      limit < 0
        ? 'keine'
        : limit === 0
          ? 'nur die ohne Preis'
          : `höchstens ${plural(limit, 'Punkt', 'Punkte')}`,
    code: 'Code',
    codeCopied: 'y kopiert ihn ganz',
    noCode: 'noch keiner: ein geänderter Lauf gibt einen',
    codes: {
      none: '(noch nicht gespielt)',
      nothing: 'es gibt noch keinen Code: ein Lauf mit einem geänderten Regler gibt einen',
      copied: (count) => `in die Zwischenablage: ${plural(count, 'Code', 'Codes')}`,
      noTask: 'hier wird keine Aufgabe gespielt',
      said: (number, code) => `Level ${number}: ${code}`,
      how: 'codes save schreibt sie in eine Datei.',
    },
    hidden: 'in einer Prüfung verborgen',
    trials: 'was ein Regler ändern würde',
    hiddenWhat: (what) => `${what}: in einer Prüfung verborgen`,
    guessHidden: (said) => `Du hast ${said} geschätzt; ob das stimmt, ist in einer Prüfung verborgen.`,
    guessCounts: (points) =>
      `Noch ist nichts markiert: erst ↑↓, dann nimmt Enter es. Eine richtige Schätzung bringt hier ${plural(points, 'Punkt', 'Punkte')}. Esc beginnt ohne, und dabei bleibt es.`,
    guessCountsSaid: (points) =>
      `Eine richtige Schätzung bringt hier ${plural(points, 'Punkt', 'Punkte')}. Ohne Schätzung bleibt es bei keiner.`,
    hintsNone: 'diese Aufgabe gibt keine Hinweise',
    hintsFree: 'kein freier Hinweis hier: diese Aufgabe gibt nur Hinweise ohne Preis',
    hintsSpent: (limit, spent) =>
      `diese Aufgabe erlaubt ${plural(limit, 'Hinweispunkt', 'Hinweispunkte')}; ${spent} ausgegeben, und der nächste Hinweis kostet mehr als übrig ist`,
    hintsLeft: (left) => `diese Aufgabe lässt dir ${plural(left, 'Hinweispunkt', 'Hinweispunkte')}`,
  },
}
