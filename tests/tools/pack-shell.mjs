// Packs the shell that Trunk built, but not its copy of the stories, into one tar file:
//   node tests/tools/pack-shell.mjs target/shell target/shell.tar
// Equal contents make equal bytes: sorted names, no time, no owner. (`tar` has options for that, but not on every
// system the same ones.)
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BLOCK = 512;
const [folder, target] = process.argv.slice(2);
if (!target) throw new Error("usage: node tests/tools/pack-shell.mjs FOLDER TAR");

const names = readdirSync(folder, { recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => !/^(data|\.stage)(\/|$)/.test(name) && statSync(join(folder, name)).isFile())
  .sort();
const blocks = names.flatMap((name) => {
  const bytes = readFileSync(join(folder, name));
  return [header(name, bytes.length), bytes, Buffer.alloc(-bytes.length & (BLOCK - 1))];
});
writeFileSync(target, Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));

function header(name, size) {
  if (Buffer.byteLength(name) > 100) throw new Error(`too long a name for a tar file: ${name}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value, at, length) => block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
  block.write(name, 0);
  octal(0o644, 100, 8); // mode
  octal(0, 108, 8); // owner
  octal(0, 116, 8); // group
  octal(size, 124, 12);
  octal(0, 136, 12); // time
  block.write("        ", 148); // the checksum counts its own place as spaces
  block.write("0", 156); // a plain file
  block.write("ustar\x0000", 257);
  block.write(`${block.reduce((sum, byte) => sum + byte).toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
