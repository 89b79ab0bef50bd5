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
}
