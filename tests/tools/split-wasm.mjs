// Cuts a WebAssembly module in two, so that a page can start with the first and fetch the second later. Both share
// memory, table and globals, which the second takes from the first, as `wasm-split` of Binaryen does it; that tool is not
// among those that npm has, and its stand-ins for functions that are still to come cannot wait in a browser.
//
// What moves to the second is what only it can reach: from the roots of the first (what is exported, but for the
// functions named `laterExports`, and what stands in the table, but for the functions that `isLater` picks by their
// names) no direct call leads there. A function in the table is called through a value that somebody made of it: those
// that `isLater` picks must be such that only moved functions make one. Rust's names tell: a closure has the module it
// stands in within its name, and so has every function that was made for it alone. Identical functions must not have been
// made one before, since that one has the name of either.
//
// Constants that only the second uses are moved with it (`split-data.mjs`).
//
// Works on WebAssembly's text format (core specification, chapter 6) as Binaryen's `wasm-dis` writes it: one form after
// another, each beginning on a line of its own with one space, functions called by their names.

import { dataSegments, dataText, usedLaterOnly } from "./split-data.mjs";

/// The name of the first module among the imports of the second.
export const FIRST = "first";

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;
const HEAD = new RegExp(String.raw`^ \((\w+) (?:"(?:[^"\\]|\\.)*" )*(${NAME})?`);
const CALL = new RegExp(String.raw`\((?:return_call|call|ref\.func) (${NAME})`, "g");
const SHARED = new RegExp(String.raw`\((global|table)\.\w+ (${NAME})`, "g");

// Two modules of one, as texts, and the names of the functions that the second has.
export function split(text, { isLater, laterExports }) {
  const module = parsed(text);
  const isRootExport = ({ name }) => !laterExports.includes(name);
  const roots = [
    ...module.exports.filter(isRootExport).map(({ item }) => item),
    ...module.elements.flatMap(({ functions }) => functions).filter((name) => !isLater(name)),
    ...module.starts,
  ];
  const first = reached(module, roots);
  const moved = new Set([...module.functions.keys()].filter((name) => !first.has(name)));
  const stuck = [...first].filter((name) => isLater(name) && module.functions.has(name));
  if (stuck.length > 0) throw new Error(complaint(module, stuck, first));
  const entries = module.exports.filter(({ name }) => laterExports.includes(name));
  if (entries.some(({ item }) => !moved.has(item)) || moved.size === 0) {
    throw new Error(`nothing can come later: ${laterExports.join(", ")} are not exported, or the first part calls them`);
  }
  const second = new Set([...moved].flatMap((name) => calls(module, name)));
  const { kept: keptData, later: laterData } = splitData(module, moved);
  return { first: firstText(module, moved, second, keptData), later: laterText(module, moved, second, entries, laterData), moved };
}

function parsed(text) {
  const forms = text.split(/^(?= \()/m);
  const opening = forms.shift();
  forms.push(forms.pop().replace(/\)\s*$/, ""));
  const module = { opening, others: [], imports: new Map(), functions: new Map(), elements: [], data: [], exports: [], starts: [], shared: new Map() };
  for (const form of forms) {
    const [, kind, name] = HEAD.exec(form) ?? [];
    if (kind === "import") module.imports.set(imported(form), form);
    else if (kind === "func") module.functions.set(name, form);
    else if (kind === "elem") module.elements.push(elements(form));
    else if (kind === "data") module.data.push(form);
    else if (kind === "export") module.exports.push(exported(form));
    else if (kind === "start") module.starts.push(name);
    else module.others.push({ kind, name, form });
    if (["global", "table", "memory"].includes(kind)) module.shared.set(`${kind} ${name}`, { kind, item: name, form });
  }
  return module;
}

function imported(form) {
  const name = new RegExp(String.raw`\(func (${NAME})`).exec(form);
  if (!name) throw new Error(`only functions may be imported: ${form}`);
  return name[1];
}

// A segment of the one table of functions.
function elements(form) {
  const [, table, offset, names] = /^ \(elem \S+ (?:\(table (\S+)\) )?\(i32\.const (\d+)\) (?:func )?([^]*)\)\s*$/.exec(form) ?? [];
  if (!names) throw new Error(`a segment of the table in an unknown form: ${form.slice(0, 120)}`);
  return { table: table ?? "$0", offset: Number(offset), functions: names.match(new RegExp(NAME, "g")) };
}

function exported(form) {
  const [, name, kind, item] = new RegExp(String.raw`^ \(export "([^"]*)" \((\w+) (${NAME})\)\)`).exec(form) ?? [];
  if (!name) throw new Error(`an export in an unknown form: ${form}`);
  return { name, kind, item, form };
}

// All functions that direct calls lead to.
function reached(module, roots) {
  const found = new Set(roots);
  for (const name of found) for (const called of calls(module, name)) found.add(called);
  return found;
}

function calls(module, name) {
  return [...(module.functions.get(name) ?? "").matchAll(CALL)].map(([, called]) => called);
}

function complaint(module, stuck, first) {
  const callers = (name) => [...first].filter((caller) => calls(module, caller).includes(name));
  const lines = stuck.map((name) => `  ${name}\n    by ${callers(name).join("\n    and ") || "an export"}`);
  return `these should come later, but the first part calls them:\n${lines.join("\n")}`;
}

// Segments of the table with those functions of it that `isHere` picks.
function segments(module, isHere) {
  const runs = [];
  for (const { table, offset, functions } of module.elements) {
    let run;
    for (const [index, name] of functions.entries()) {
      if (!isHere(name)) run = undefined;
      else if (run) run.names.push(name);
      else runs.push((run = { table, offset: offset + index, names: [name] }));
    }
  }
  return runs.map(({ table, offset, names }) => ` (elem (table ${table}) (i32.const ${offset}) func ${names.join(" ")})\n`);
}

// The segments of data as texts: those of the first part, and those that only what has moved uses.
function splitData(module, moved) {
  const data = dataSegments(module.data);
  const texts = (isHere) => [...module.functions].filter(([name]) => isHere(name)).map(([, form]) => form);
  const isMoved = (name) => moved.has(name);
  const later = usedLaterOnly(data, texts((name) => !isMoved(name)), texts(isMoved));
  // Zeros in place of what has moved are fewer bytes, once compressed, than the heads of several segments. The second part is
  // written over them.
  return { kept: dataText(data, (segment) => !later.has(segment), true), later: dataText(data, (segment) => later.has(segment), false) };
}

// What both parts need: functions of the first that the second calls; memory, tables and globals that it uses.
function sharedItems(module, moved, second) {
  const functions = [...second].filter((name) => module.functions.has(name) && !moved.has(name));
  const used = new Set(module.elements.map(({ table }) => `table ${table}`));
  for (const name of moved) for (const [, kind, item] of module.functions.get(name).matchAll(SHARED)) used.add(`${kind} ${item}`);
  const items = [...module.shared].filter(([key, { kind }]) => kind === "memory" || used.has(key)).map(([, found]) => found);
  return [
    ...functions.map((item) => ({ kind: "func", item, type: signature(module.functions.get(item)) })),
    ...items.map(({ kind, item, form }) => ({ kind, item, type: type(form, kind, item) })),
  ].map((shared, index) => ({ ...shared, name: `_${index.toString(36)}` }));
}

// `(param …) (result …)` of a function.
function signature(form) {
  const [head] = form.split("\n", 1);
  return (head.match(/\((?:param|result)[^()]*\)/g) ?? []).map((part) => part.replace(new RegExp(NAME), "")).join(" ");
}

// The type of a memory, table or global, without its first value.
function type(form, kind, item) {
  const [, rest] = form.split(`(${kind} ${item} `);
  return kind === "global" ? /^\(mut \w+\)|^\w+/.exec(rest)[0] : rest.replace(/\)\s*$/, "");
}

function firstText(module, moved, second, data) {
  const kept = [...module.functions].filter(([name]) => !moved.has(name));
  const called = new Set(kept.flatMap(([name]) => calls(module, name)));
  return [
    module.opening,
    ...[...module.imports].filter(([name]) => called.has(name)).map(([, form]) => form),
    ...module.others.map(({ form }) => form),
    ...segments(module, (name) => !moved.has(name)),
    ...module.exports.filter(({ item }) => !moved.has(item)).map(({ form }) => form),
    ...sharedItems(module, moved, second).map(({ name, kind, item }) => ` (export "${name}" (${kind} ${item}))\n`),
    ...module.starts.map((name) => ` (start ${name})\n`),
    data,
    ...kept.map(([, form]) => form),
    ")\n",
  ].join("");
}

function laterText(module, moved, second, entries, data) {
  return [
    module.opening,
    ...module.others.filter(({ kind }) => kind === "type" || kind === "rec").map(({ form }) => form),
    ...[...module.imports].filter(([name]) => second.has(name)).map(([, form]) => form),
    ...sharedItems(module, moved, second).map(({ name, kind, item, type }) => ` (import "${FIRST}" "${name}" (${kind} ${item} ${type}))\n`),
    ...segments(module, (name) => moved.has(name)),
    ...entries.map(({ form }) => form),
    data,
    ...[...moved].map((name) => module.functions.get(name)),
    ")\n",
  ].join("");
}
