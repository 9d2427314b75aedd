// Constants that stay and constants that move are all in memory once both parts are:
//   node tests/tools/split-data.test.mjs
import assert from "node:assert";
import { dataSegments, dataText, usedLaterOnly } from "./split-data.mjs";

const form = (name, start, text) => ` (data $.rodata.${name} (i32.const ${start}) "${text}")\n`;
const data = dataSegments([
  form("a", 100, "one"),
  form("n", 103, "n"),
  form("b", 104, "two\\00"),
  form("table", 108, "h\\00\\00\\00d\\00\\00\\00"),
  form(".Lswitch.table.x", 116, "\\01\\02"),
  form("unused", 120, "?"),
]);
const first = ["(func $f (i32.const 103))"];
const later = ["(func $g (i32.const 100) (i32.load offset=108 (local.get 0)) (i32.const 116))"];
const moved = usedLaterOnly(data, first, later);
// `b` by a word of the table; what is made of a choice, and what nobody is seen to use, stays.
assert.deepEqual([...moved].map(({ name }) => name).sort(), ["$.rodata.a", "$.rodata.b", "$.rodata.table"]);

const memory = new Uint8Array(200);
const write = (text) => {
  for (const { start, bytes } of dataSegments(text.split(/^(?= \()/m).map((part) => part.replace("(data ", "(data $x ")))) memory.set(bytes, start);
};
write(dataText(data, (segment) => !moved.has(segment), true));
write(dataText(data, (segment) => moved.has(segment), false));
for (const { name, start, bytes } of data) assert.deepEqual([...memory.subarray(start, start + bytes.length)], [...bytes], name);
