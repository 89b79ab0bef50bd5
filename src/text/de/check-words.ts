/** Wörter von `check`: warum ein Level nicht fair ist, und was helfen würde. */
import type { checkWords as english } from '../check-words.ts'
import type { Translated } from '../language.ts'

/** `12 %`, `0,4 %` */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`.replace('.', ',')
}

export const checkWords: Translated<typeof english> = {
  startPasses: 'der Start besteht schon; er muss mit jedem Seed scheitern',
  lastValuesPass:
    'alle Regler auf ihrem letzten Wert bestehen; das muss scheitern, damit Aufdrehen nichts lehrt',
  referenceFails: (goal, value, seed) =>
    `besteht nicht: "${goal}" ist nicht erreicht, ${value} mit Seed ${seed}`,
  impossible: 'diese Schritte führen zu einem Host, den es nicht geben kann; so ein Weg lehrt nichts',
  needlessMove: 'ohne diesen Schritt besteht es auch; streich ihn',
  decoyPasses: (metric) =>
    `der falsche Weg erreicht sein Ziel bei ${metric}; er muss es mit jedem Seed verfehlen`,
  share: (share, least, most) =>
    `${percent(share)} der Aufstellungen gewinnen; fair sind ${percent(least)} bis ${percent(most)}`,
  oneWay:
    'alle Lösungen sind ein Weg: verbunden durch einzelne Schritte, die gewinnen, und mit demselben Pfad; gib eine andere dazu',
  decidesAlone: (key, value) =>
    `${key} ${value} gewinnt, wie die anderen Regler auch stehen; ein Regler darf nicht allein entscheiden`,
  front: (points, least) =>
    `die Front der beiden Hauptmaße hat ${points} Punkte; für eine Wahl braucht es mindestens ${least}`,
  tooNear: (value, distance) =>
    `eine Lösung erreicht ${value}, nur ${percent(distance)} entfernt; lass 5 %, damit eine kleine Änderung des Modells nichts umwirft`,
  tooMany: (count, most) =>
    `${count} Aufstellungen sind zu viele für einen Beweis; höchstens ${most}: biete weniger Werte an`,
  termTooEarly: (word, number) =>
    `benutzt "${word}", das erst Level ${number} einführt; setz dieses Level voraus, oder erkläre es unter terms`,
  comesLater: (id) => `setzt ${id} voraus, das später kommt`,
  starNever:
    'keine Aufstellung, die besteht, holt diesen Stern mit jedem Seed; verlang weniger, oder biete an, was es braucht',
  starsNotTogether: (most, all) =>
    `keine Aufstellung holt mit jedem Seed alle ${all} Sterne, höchstens ${most}; einer soll alle holen können`,
  starForAll: 'jede Aufstellung, die besteht, holt auch diesen Stern; verlang mehr',
  starTooNear: (value, distance) =>
    `der beste Weg zu diesem Stern erreicht ${value}, nur ${percent(distance)} entfernt; lass 5 %, damit eine kleine Änderung des Modells ihn nicht nimmt`,
  hintNever:
    'diese Bedingung gilt in keiner Aufstellung und nach keinem Lauf; niemand wird den Hinweis je lesen',
  noChoice: (value) => `der Start ergibt ${value}, das in keiner der Antworten liegt; gib eine dazu`,
  seedsDisagree: (one, other) =>
    `der Start ergibt ${one} mit einem Seed und ${other} mit einem anderen, das sind zwei Antworten; verschieb die Grenze`,
  notOneStep: 'das allererste Level gewinnt man mit einem Schritt; biete einen Wert an, der allein gewinnt',
  noHints: 'hat keinen Hinweis; gib mindestens einen für den Start',
  noQuestions: 'hat keine Frage für das Übungsblatt; gib mindestens eine',
  noObjectives: 'nennt kein Lernziel; sag, was man nach diesem Level kann',
  termAgain: (word, number) =>
    `"${word}" erklärt schon Level ${number}, das dieses voraussetzt; streich es hier`,
  looseNumber: (number) =>
    `woher kommt ${number}? Nenne es unter numbers mit metric und moves, oder gib eine Tatsache mit Quelle dafür an`,
  goalSays: (target) => `nennt eine andere Zahl als sein Ziel, ${target}`,
  unsaid: (text) => `kein Text dieses Levels sagt "${text}"; streich es, oder schreib es wie im Text`,
  notOneNumber: (text) => `"${text}" sollte genau eine Zahl enthalten, mit Einheit`,
  numberMoved: (text, metric, value) =>
    `der Text sagt "${text}", aber ${metric} ist dort ${value}; berichtige den Text`,
}
