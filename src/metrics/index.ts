/** Metrics: one number read off a run; one file each. This is the list. */
export {}
