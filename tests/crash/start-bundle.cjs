/**
 * Runs the product that `bundle-product.ts` put into one file, with the code that an earlier process compiled. A process
 * that ends in order leaves its own for those to come.
 */
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

const [, , filename] = process.argv
const compiled = `${filename}.compiled`
const cachedData = existsSync(compiled) ? readFileSync(compiled) : undefined
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`
const script = new Script(source, { filename, cachedData })
if (!cachedData)
  process.once('exit', () => {
    const mine = `${compiled}.${process.pid}`
    writeFileSync(mine, script.createCachedData())
    renameSync(mine, compiled)
  })
const module_ = { exports: {} }
script.runInThisContext()(module_.exports, createRequire(filename), module_, filename, dirname(filename))
