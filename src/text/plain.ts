/**
 * Text from outside (a level file, a host's snapshot, a save) on its way to a terminal: control characters would move
 * the cursor, change the title or answer in the player's name. They are shown instead of sent.
 */

// C0 without tab and newline, DEL, C1, line and paragraph separators, and the marks that reorder text or hide in it.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The text with every character that a terminal would obey written as `\x1b` or `\u202e`. Tabs become a space. */
export function plain(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, (character) => {
      const code = character.charCodeAt(0)
      return code < 256
        ? `\\x${code.toString(16).padStart(2, '0')}`
        : `\\u${code.toString(16).padStart(4, '0')}`
    })
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plain(text).replace(/\n+/g, ' ')
}
