/** Words of what a class needs: questions of a level, an assignment, an exam. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const classWords = {
  questions: {
    title: 'questions',
    panel: 'Questions',
    none: 'this level asks no questions',
    answered: (given: number, of: number) => `${given} of ${of} answered`,
    onlyThink: 'to think about',
    type: (example: string) => `Enter, or a digit, types a number, such as ${example}`,
    typeToSee: (example: string) =>
      `type a number, such as ${example}: you have one try, it is judged at once`,
    untilPassed: 'it can be changed until you pass',
    yours: (value: string) => `your answer: ${value}`,
    later: 'whether it is right: once you have passed; then it stands',
    computing: 'the right number is simulated …',
    right: (value: string, right: string) => `your answer ${value} is right: ${right}`,
    wrong: (value: string, right: string) => `your answer ${value} is not right: it is ${right}`,
    think: 'to think about; an answer stands here once you have passed',
    stands: 'it is answered, and the right number is known: it stands',
    noNumber: 'this one is to be thought about, and takes no number',
    prompt: 'answer',
    keys: (example: string) => `such as ${example}   Enter keeps it   Esc leaves it`,
    onceKeys: (example: string) => `one try, such as ${example}   Enter: judged at once   Esc leaves it`,
    refused: {
      number: (example: string) => `an answer is a number, such as ${example}`,
      unit: (example: string) => `of what? Write its unit, such as ${example}`,
      'other-unit': (example: string) => `that is not what this is measured in: write it as ${example}`,
    },
    kept: (question: number, value: string) => `question ${question}: ${value} is kept`,
    tolerance: 'within 2 % is right; a count has to be exact',
  },
  questionsSaid: {
    title: (number: string, title: string, given: string) =>
      `Questions of level ${number}, ${title}: ${given}.`,
    one: (number: number, text: string, standing: string) => `Question ${number}. ${text} ${standing}`,
    how: 'answer, the number of the question and a number answer it: answer 1 360 MB/s.',
    what: 'Which question? answer 1 360 MB/s.',
    notHere:
      'questions and the number of a level lists its questions: questions 1.2. They are answered in the level.',
  },
  task: {
    exam: 'exam',
    due: (day: string) => `due ${day}`,
    passed: (passed: number, of: number) => `${passed} of ${of} passed`,
    keys: 'y copy, s save codes',
    weight: 'weight',
    weightIs: (weight: number, share: number) => `${weight}, ${Math.round(share * 100)} % of the grade`,
    hints: 'hints',
    hintsAre: (limit: number) =>
      limit < 0
        ? 'none'
        : limit === 0
          ? 'only those without a price'
          : `at most ${plural(limit, 'point', 'points')}`,
    code: 'code',
    codeCopied: 'y copies it whole',
    noCode: 'none yet: a changed run gives one',
    codes: {
      none: '(not played yet)',
      nothing: 'there is no code yet: a run with a changed knob gives one',
      copied: (count: number) => `sent to the clipboard: ${plural(count, 'code', 'codes')}`,
      noTask: 'no assignment is played here',
      said: (number: string, code: string) => `Level ${number}: ${code}`,
      how: 'codes save writes them to a file.',
    },
    hidden: 'hidden in an exam',
    trials: 'what one knob would change',
    hiddenWhat: (what: string) => `${what}: hidden in an exam`,
    guessHidden: (said: string) => `You guessed ${said}; whether it is right is hidden in an exam.`,
    guessCounts: (points: number) =>
      `Nothing is marked yet: ↑↓ first, then Enter takes it. A right guess is ${plural(points, 'point', 'points')} here. Esc starts without one, for good.`,
    guessCountsSaid: (points: number) =>
      `A right guess is ${plural(points, 'point', 'points')} here. Without one it stays at none.`,
    hintsNone: 'this assignment gives no hints',
    hintsFree: 'no free hint here: this assignment gives only hints without a price',
    hintsSpent: (limit: number, spent: number) =>
      `this assignment allows ${plural(limit, 'hint point', 'hint points')}; ${spent} spent, and the next hint costs more than is left`,
    hintsLeft: (left: number) => `this assignment leaves ${plural(left, 'hint point', 'hint points')}`,
  },
} as const
