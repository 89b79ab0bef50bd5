/**
 * A lexer for TypeScript and TSX, just good enough to see what a file imports and mentions: comments are dropped,
 * texts become one token each, what stands in `${}` is read as code. A parser would know more; this cannot be fooled
 * by a type-only import, which a bundler drops.
 */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign'
  readonly text: string
  readonly line: number
}

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy
const NUMBER = /\d[\w.]*/y
const REGULAR_EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
const SIGN = /=>|\*\*=?|\?\.|\.\.\.|[^\s]/y
/** After these a slash begins a regular expression, and a quote a text. */
const BEFORE_VALUE =
  /^(?:return|typeof|case|of|in|else|do|void|delete|await|yield|throw|new|from|import|export|default)$/

/** The tokens of a source text. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  /** For each open `${`: how many braces are open within. */
  const templates: number[] = []
  let at = 0
  let line = 1

  const push = (kind: Token['kind'], text: string) => {
    tokens.push({ kind, text, line })
    line += text.split('\n').length - 1
    at += text.length
  }
  const skip = (text: string) => {
    line += text.split('\n').length - 1
    at += text.length
  }
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0]
  }
  const valueMayFollow = () => {
    const last = tokens.at(-1)
    if (last === undefined) return true
    if (last.kind === 'word') return BEFORE_VALUE.test(last.text)
    return last.kind === 'sign' && !/^[)\]}]$/.test(last.text)
  }
  /** From a backtick, or the brace that closes `${}`, to the next `${` or the closing backtick. */
  const template = () => {
    let end = at + 1
    while (end < source.length && source[end] !== '`' && !source.startsWith('${', end))
      end += source[end] === '\\' ? 2 : 1
    const opens = source.startsWith('${', end)
    push('text', source.slice(at, end + (opens ? 2 : 1)))
    if (opens) templates.push(0)
  }

  while (at < source.length) {
    const blank = match(/\s+/y) ?? match(/\/\/[^\n]*/y) ?? match(/\/\*[\s\S]*?\*\//y)
    if (blank !== undefined) {
      skip(blank)
      continue
    }
    const character = source[at]
    if (character === '`') {
      template()
      continue
    }
    if (character === '}' && templates.at(-1) === 0) {
      templates.pop()
      template()
      continue
    }
    // In the text of an element (`don't`) a quote follows a letter, or is not closed on its line.
    const quoted = /[\p{ID_Continue}]/u.test(source[at - 1] ?? '')
      ? undefined
      : match(/'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y)
    if (quoted !== undefined) {
      push('text', quoted)
      continue
    }
    const expression = character === '/' && valueMayFollow() ? match(REGULAR_EXPRESSION) : undefined
    if (expression !== undefined) {
      push('text', expression)
      continue
    }
    const word = match(WORD)
    if (word !== undefined) {
      push('word', word)
      continue
    }
    const number = match(NUMBER)
    if (number !== undefined) {
      push('number', number)
      continue
    }
    if (templates.length > 0 && character === '{') templates[templates.length - 1]++
    if (templates.length > 0 && character === '}') templates[templates.length - 1]--
    push('sign', match(SIGN) ?? character)
  }
  return tokens
}

export interface Import {
  readonly from: string
  readonly line: number
  /** What is imported as a value, by its name there; `*` for everything, nothing where only types are. */
  readonly values: readonly string[]
}

/** Everything that a file imports: static, type-only, re-exported, dynamic, required. */
export function importsOf(tokens: readonly Token[]): readonly Import[] {
  const imports: Import[] = []
  let start = -1
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]
    const starts = token.kind === 'word' && (token.text === 'import' || token.text === 'export')
    if (starts && before?.text !== '.') start = index
    if (token.kind !== 'text' || !/^['"`]/.test(token.text)) continue
    const from = token.text.slice(1, -1)
    const called = before?.text === '(' && /^(?:import|require)$/.test(tokens[index - 2]?.text ?? '')
    const named = start >= 0 && (before?.text === 'from' || before?.text === 'import')
    if (called) imports.push({ from, line: token.line, values: ['*'] })
    else if (named) imports.push({ from, line: token.line, values: valuesOf(tokens.slice(start + 1, index)) })
  }
  return imports
}

/** The names between `import` and its text: `a, { b as c, type D } from` gives a, b. */
function valuesOf(clause: readonly Token[]): readonly string[] {
  if (clause.length === 0) return ['*']
  if (clause[0].text === 'type' && clause[1]?.text !== 'from') return []
  return clause.flatMap(({ kind, text }, index) => {
    if (text === '*') return ['*']
    const before = clause[index - 1]?.text ?? ','
    const last = index === clause.length - 1
    return kind === 'word' && !last && /^[{,]$/.test(before) && text !== 'type' ? [text] : []
  })
}
