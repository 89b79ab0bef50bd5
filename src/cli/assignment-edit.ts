/** Edits the text of an assignment's file: comments, order and whatever else its author wrote stay as they are. */
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import type { AssignedLevel, Variant } from '../classroom/assignment.ts'
import { levelText } from '../classroom/print-assignment.ts'
import type { Level } from '../game/index.ts'

export class AssignmentText {
  readonly #document: Document

  /** @param text of an assignment without problems */
  constructor(text: string) {
    this.#document = parseDocument(text)
  }

  get text(): string {
    return this.#document.toString({ lineWidth: 0, flowCollectionPadding: true })
  }

  /** A field of the assignment itself; a comment behind it stays. */
  set(field: string, value: string | boolean): void {
    const node = this.#document.get(field, true)
    if (isScalar(node)) node.value = value
    else this.#document.set(field, value)
  }

  /** A field of one level, by its place in the file. */
  setOf(place: number, field: string, value: number): void {
    const node = this.#document.getIn(['levels', place, field], true)
    if (isScalar(node)) node.value = value
    else this.#document.setIn(['levels', place, field], value)
  }

  add(assigned: AssignedLevel, level: Level, name: string): void {
    this.#levels.flow = false
    this.#levels.items.push(itemOf(assigned, level, name))
  }

  /** What stands before a level as a comment goes with it. */
  remove(place: number): void {
    this.#levels.items.splice(place, 1)
  }

  /** Adds variants to a level behind those that it has. */
  addVariants(place: number, assigned: AssignedLevel, level: Level, more: readonly Variant[]): void {
    const made = itemOf({ ...assigned, variants: more }, level, assigned.level).get('variants', true)
    const own = this.#document.getIn(['levels', place, 'variants'], true)
    const entry = this.#document.getIn(['levels', place], true)
    if (!isSeq(made) || !isMap(entry)) return
    // A level on one line has no room for them.
    entry.flow = false
    if (isSeq(own) && own.items.length > 0) own.items.push(...made.items)
    else this.#document.setIn(['levels', place, 'variants'], made)
  }

  get #levels(): YAMLSeq {
    const levels = this.#document.get('levels', true)
    if (!isSeq(levels)) throw new Error('an assignment without levels')
    return levels
  }
}

/** A level as an item of the list, its comments with it. */
function itemOf(assigned: AssignedLevel, level: Level, name: string): YAMLMap {
  const list = parseDocument(levelText(assigned, level, name))
  const item = isSeq(list.contents) ? list.contents.items[0] : undefined
  if (!isMap(item)) throw new Error('an item that is no map')
  // A comment at the head of a document belongs to the document.
  item.commentBefore ??= list.commentBefore ?? list.contents?.commentBefore
  return item as YAMLMap
}
