/** Wörter der Arbeitsblätter. Einfach, kurz, Gegenwart. */
import type { Translated } from '../language.ts'
import type { sheetWords as english } from '../sheet-words.ts'

const handIn = (holds: string) =>
  `Sind alle Ziele erreicht, öffnet sich die Nachlese (d). Dort kopiert y deinen Ergebniscode, und s speichert ihn in eine Datei. Gib den Code ab; er enthält ${holds}.`

export const sheetWords: Translated<typeof english> = {
  sheet: 'Arbeitsblatt',
  copy: 'Für die Lehrkraft, mit Antworten',
  computed: (version) =>
    `Die Zahlen sind die dieser Simulation (exitless ${version}), mit gleichem Seed auf jedem Rechner dieselben.`,
  name: 'Name',
  date: 'Datum',
  student: 'Kennung',
  class: 'Klasse',
  due: 'Abgabe',
  contents: 'Level',
  minutes: (count) => `etwa ${count} ${count === 1 ? 'Minute' : 'Minuten'}`,
  level: (number, title) => `${number} ${title}`.trim(),
  objectives: 'Was du danach kannst',
  verbs: {
    remember: 'Erinnern',
    understand: 'Verstehen',
    apply: 'Anwenden',
    analyse: 'Analysieren',
    evaluate: 'Bewerten',
    create: 'Erschaffen',
  },
  situation: 'Die Lage',
  terms: 'Wörter, die du brauchst',
  pictures: 'Wie es am Anfang steht',
  hostCaption: 'Der Host: jede Spalte ist ein Gerät, vom Programm im Gast hinab zum Gerät und wieder hinauf.',
  hostAlt: (level, lanes, iommu) => `Der Host von ${level} am Anfang. ${lanes}. IOMMU: ${iommu}.`,
  lane: (flow, controller, backing) => `${flow}: ${controller}, dahinter ${backing}`,
  laneAlone: (flow, controller) => `${flow}: ${controller}`,
  pathCaption: (flow) => `Der Weg einer Anfrage von ${flow}, Schritt für Schritt.`,
  pathAlt: (flow, steps) => `Der Weg einer Anfrage von ${flow}: ${steps}.`,
  knobs: 'Was du ändern darfst',
  knobHead: ['Regler', 'Was er tut', 'Am Anfang', 'Werte'],
  goals: 'Was zu erreichen ist',
  goalHead: ['Ziel', 'Mein bester Wert', 'Erreicht'],
  star: (text) => `ein Stern mehr: ${text}`,
  predict: 'Vor dem ersten Lauf: schätze',
  because: 'Das glaube ich, weil',
  predicted: 'Der Lauf sagte',
  log: 'Während du spielst',
  logText:
    'Eine Zeile für jeden Lauf, der dich etwas gelehrt hat. Schreib, was du erwartest, bevor du hinsiehst.',
  logHead: ['Lauf', 'Was ich geändert habe', 'Was ich erwartet habe', 'Was geschah, und warum'],
  questions: 'Fragen',
  answer: 'Antwort',
  play: 'Wie du spielst, und wie du abgibst',
  needs: 'Node 20.19 oder neuer. Der erste Start holt das Spiel; danach braucht es kein Netz.',
  handIn: handIn('was du geändert hast, nicht deinen Namen'),
  handInNamed: handIn('was du geändert hast und den Namen, den du angegeben hast'),
  code: 'Mein Ergebniscode',
  points: (parts) => `Punkte: ${parts}.`,
  pass: (points) => `alle Ziele erreicht ${points}`,
  each: (points) => `sonst für jedes Ziel ${points}`,
  medal: (points) => `jeder Stern nach dem ersten ${points}`,
  prediction: (points) => `eine richtige Schätzung ${points}`,
  question: (points) => `jede Frage nach einer Zahl ${points}`,
  exam: 'Dies ist eine Prüfung: was andere erreicht haben und die Nachlesen sind verborgen.',
  hints: (points) =>
    points < 0
      ? 'Hinweise sind nicht erlaubt.'
      : points === 0
        ? 'Nur Hinweise ohne Preis sind erlaubt.'
        : `Hinweise für höchstens ${points} ${points === 1 ? 'Punkt' : 'Punkte'} sind erlaubt.`,
  answers: 'Antworten',
  rightGuess: (choice, value) => `Richtig: ${choice}. Der Lauf des Anfangs sagt ${value}.`,
  noGuess: (value) => `Der Lauf des Anfangs sagt ${value}; keine Antwort passt dazu.`,
  wrongGuess: 'Frag, wer eine andere Antwort gewählt hat',
  tooLow: (choice) => `${choice}: zu niedrig. Was fehlt in der Rechnung?`,
  tooHigh: (choice) => `${choice}: zu hoch. Was zählt doppelt, oder geschieht nie?`,
  with: (moves) => `nach: ${moves}`,
  atStart: 'am Anfang, nichts geändert',
  ways: 'Wege und ihre Zahlen',
  wayHead: ['Weg', 'Sterne'],
  start: 'der Anfang',
  reference: (title) => `besteht: ${title}`,
  decoy: (title) => `scheitert: ${title}`,
  references: 'Wege, die bestehen',
  decoys: 'Wege, die gut aussehen, und warum sie scheitern',
  failsAt: (goal, value) => `Scheitert an „${goal}“: ${value}.`,
  mistakes: 'Häufige Fehler, und was man dazu sagt',
  facts: 'Was anderswo bekannt ist',
  debrief: 'Was die Nachlese sagt',
  factHead: ['Was', 'Text', 'Quelle', 'Grad'],
  grades:
    'Grade: P im Originaltext gelesen, A nur die Zusammenfassung, S aus zweiter Hand, R gemessen, X Code der Autoren ausgeführt, D errechnet, M angenommen.',
}
