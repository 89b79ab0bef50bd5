/** A mistake in the command line, told in one sentence; exit 2. */
export class WrongUse extends Error {}

/** Something about the player's files or input that stops a command, told in one sentence; exit with `code`. */
export class CannotDo extends Error {
  readonly code: number
  constructor(message: string, code: number) {
    super(message)
    this.code = code
  }
}
