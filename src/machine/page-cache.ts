/**
 * The host's page cache: which blocks of which file are in memory, least recently used goes first. Blocks of 64 KiB
 * stand for the pages that Linux reads and drops together.
 *
 * Not modelled: separate active and inactive lists, dirty limits that stop a writer.
 */
import { Recent } from './recent.ts'

const BLOCK = 64 * 1024

export class PageCache {
  private readonly blocks: Recent

  /** @param bytes room for file pages */
  constructor(bytes: number) {
    this.blocks = new Recent(Math.floor(bytes / BLOCK))
  }

  /** Asks for a range of one file and keeps it. 0: all of it was there; 1: a piece has to be fetched. */
  touch(file: number, offset: number, bytes: number): 0 | 1 {
    let missing: 0 | 1 = 0
    const last = Math.floor((offset + bytes - 1) / BLOCK)
    for (let block = Math.floor(offset / BLOCK); block <= last; block++)
      if (!this.blocks.touch(file * 2 ** 40 + block)) missing = 1
    return missing
  }
}
