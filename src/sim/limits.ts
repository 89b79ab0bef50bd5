/** What the kernel's numbers may be. This file imports nothing, so that the bundler puts them into the code: those of a file that imports stay variables. */

export const LARGEST_TIME = 0xffff_ffff
export const LARGEST_ACTOR = 0x7fff
export const LARGEST_ARGUMENT = 0xffff
/** The sentinel's word: no actor's, since those are never negative. */
export const END = -1
