/** Words of `explore`: what is wrong with shards. */
export const exploreWords = {
  start: 'the start',
  noLine: 'is no line of explore --shard, or was cut off; measure this shard again',
  otherLevel: (level: string, wanted: string) => `is of the level ${level}, not of ${wanted}`,
  otherHash: (level: string) =>
    `is of ${level} as it was before its file changed; measure this shard again with the file as it is`,
  otherModel:
    'was measured by another version of the simulation; measure all shards with one build of exitless',
  lacksMetric: 'lacks a metric, a seed or a configuration of this level; measure this shard again',
  twice: (configuration: number, at: string) =>
    `configuration ${configuration} is at ${at} already; give each shard once`,
  missing: (count: number, of: number, first: number, moves: string) =>
    `${count} of ${of} configurations ${count === 1 ? 'is' : 'are'} in no file; the first is ${first}: ${moves}`,
}
