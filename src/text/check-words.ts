/** Words of `check`: why a level is not fair, and what would do. */

/** `12 %`, `0.4 %` */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}

export const checkWords = {
  startPasses: 'the start passes already; it must fail on every seed',
  lastValuesPass:
    'every knob at its last listed value passes; it must fail, so that turning all up teaches nothing',
  referenceFails: (goal: string, value: string, seed: number) =>
    `does not pass: "${goal}" is not met, ${value} with seed ${seed}`,
  impossible: 'these moves lead to a host that cannot be; such a way teaches nothing',
  needlessMove: 'without this move it passes as well; strike it',
  decoyPasses: (metric: string) => `the decoy meets its goal on ${metric}; it must fail it on every seed`,
  share: (share: number, least: number, most: number) =>
    `${percent(share)} of the configurations win; fair is ${percent(least)} to ${percent(most)}`,
  oneWay:
    'all references are one way: joined by single steps that win, and with the same path; add a different one',
  decidesAlone: (key: string, value: string) =>
    `${key} ${value} wins whatever the other knobs are; one knob must not decide alone`,
  front: (points: number, least: number) =>
    `the front of the headline metrics has ${points} points; at least ${least} make a choice`,
  tooNear: (value: string, distance: number) =>
    `a reference reaches ${value}, only ${percent(distance)} away; keep 5 %, so that a small change of the model does not flip it`,
  tooMany: (count: number, most: number) =>
    `${count} configurations are too many to prove; at most ${most}: offer fewer values`,
  termTooEarly: (word: string, number: string) =>
    `uses "${word}", which level ${number} introduces; require that level, or explain it under terms`,
  comesLater: (id: string) => `requires ${id}, which comes later`,
  starNever:
    'no configuration that passes earns this star on every seed; ask for less, or offer what it takes',
  starsNotTogether: (most: number, all: number) =>
    `no configuration earns all ${all} stars on every seed, at most ${most}; let one way have them all`,
  starForAll: 'every configuration that passes earns this star too; ask for more',
  starTooNear: (value: string, distance: number) =>
    `the best way to this star reaches ${value}, only ${percent(distance)} away; keep 5 %, so that a small change of the model does not take it away`,
  hintNever: 'this condition holds in no configuration and after no run; nobody will ever read the hint',
  noChoice: (value: string) =>
    `the start gives ${value}, which is in none of the choices; add one that holds it`,
  seedsDisagree: (one: string, other: string) =>
    `the start gives ${one} with one seed and ${other} with another, which are two choices; move the border between them`,
  notOneStep: 'the first level of all is won by turning one knob once; offer a value that wins alone',
  noHints: 'has no hint; give at least one for the start',
  noQuestions: 'has no question for the exercise sheet; give at least one',
  noObjectives: 'names no objective; say what one can do after this level',
  termAgain: (word: string, number: string) =>
    `"${word}" is explained by level ${number} already, which this one requires; strike it here`,
  looseNumber: (number: string) =>
    `where does ${number} come from? Name it under numbers with its metric and moves, or give a fact with a source for it`,
  goalSays: (target: string) => `names another number than its target, ${target}`,
  unsaid: (text: string) => `no text of this level says "${text}"; strike it, or write it as the text does`,
  notOneNumber: (text: string) => `"${text}" should hold exactly one number, with its unit`,
  numberMoved: (text: string, metric: string, value: string) =>
    `the text says "${text}", but ${metric} is ${value} there; correct the text`,
}
