#!/usr/bin/env node
// The door: plain CommonJS and old syntax, so that an old Node can still say the one line.
'use strict'

const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`exitless needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 2
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write('__VERSION__\n')
} else {
  process.env.NODE_ENV = 'production'
  const { enableCompileCache } = require('node:module')
  if (enableCompileCache) enableCompileCache()
  import('./exitless.mjs')
    .then((bundle) => bundle.main(process.argv.slice(2)))
    .catch((fault) => {
      process.stderr.write(`exitless cannot start: ${fault}\n`)
      process.exitCode = 70
    })
}
