/** Wörter der Vorlesung. Einfach, kurz, Gegenwart. */
import type { Translated } from '../language.ts'
import type { lectureWords as english } from '../lecture-words.ts'

export const lectureWords: Translated<typeof english> = {
  title: 'Vorlesung',
  place: (now, of) => `${now} von ${of}`,
  kinds: {
    guess: 'schätzen',
    start: 'der Anfang',
    decoy: 'sieht gut aus',
    pause: 'ab hier',
    reference: 'besteht',
    prepared: 'gezeigt',
  },
  start: 'so wie es ist',
  measuring: 'wird gemessen …',
  instead: (was, change) => `am Anfang ${was}   ${change}`,
  before: (was, change) => `vorher ${was}   ${change}`,
  turned: (moves) => `gedreht: ${moves}`,
  nothingTurned: 'nichts gedreht',
  alone: (time) => `allein ${time}`,
  exits: (count) => `${count} Exits je Anfrage`,
  noExit: 'kein Exit',
  noCopy: 'keine Kopie',
  copies: (times) => `jedes Byte ${times === '1' ? 'einmal' : `${times}-mal`} kopiert`,
  pause: 'Wege, die bestehen',
  stopHere: 'Halte hier an, wenn die Klasse noch nicht gespielt hat: was folgt, sind Wege, die bestehen.',
  objectives: 'Lernziele',
  notes: 'Notizen',
  blank: 'Auf dem Bildschirm steht nichts.',
  noStep: (digit, count) => `einen Schritt ${digit} gibt es nicht; es sind ${count}`,
  noBefore: 'vor diesem Schritt wurde nichts gemessen',
  say: (text) => `Sag: ${text}`,
  ask: (text) => `Frag: ${text}`,
  askGuess:
    'wer nimmt welche Antwort? Lass die Hände heben, und zu jeder einen Grund nennen, bevor du weitergehst.',
  askStart: 'welchen einen Regler würdet ihr zuerst drehen, und was erwartet ihr?',
  sayRight: (choice, value) =>
    `${choice} ist richtig: der Lauf sagt ${value}. Frag die anderen, was sie gezählt haben.`,
  askDecoy: (goal) => `es sieht gut aus. Welches Ziel wird verfehlt, und warum? („${goal}“)`,
  askReference: 'was hat es gekostet, und wer bezahlt? Gibt es noch einen Weg?',
  how: 'Enter oder weiter: der nächste Schritt. zurück: der vorige. Eine Zahl: dieser Schritt. notizen, daneben, nochmal, ende.',
  unknown: 'Sag weiter, zurück, eine Zahl, notizen, daneben, nochmal oder ende.',
}
