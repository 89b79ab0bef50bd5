/** What a command is: its name, arguments and flags as data, and what it is given when it is performed. */

export interface Flag {
  readonly name: string
  /** Placeholder of the value in the help; absent: a switch. */
  readonly value?: string
  /** May be given more than once. */
  readonly many?: boolean
  readonly text: string
}

export interface Command {
  readonly name: string
  /** As the help prints them; `[X]` may be left out, `X...` may repeat. */
  readonly takes: readonly string[]
  readonly text: string
  readonly flags: readonly Flag[]
  /** It speaks English, the levels and all that the machine says too, whatever the language is. */
  readonly english?: boolean
  /** A line or two for the help of this command. */
  readonly more?: readonly string[]
  /** Loads the command only when it is used; resolves to the exit code. */
  readonly load: () => Promise<{ perform(input: Input): Promise<number> }>
}

/** What a command is given. */
export interface Input {
  readonly positionals: readonly string[]
  /** Values by flag name; a switch that is there has none. */
  readonly values: ReadonlyMap<string, readonly string[]>
}
