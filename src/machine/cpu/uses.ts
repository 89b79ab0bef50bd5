/** Numbers of CORE_KINDS. This file imports nothing, so that the bundler puts them into the code. */

export const GUEST_USE = 0
export const EXIT_USE = 1
export const HOST_USE = 4
export const POLL_USE = 5
export const SPIN_USE = 6
