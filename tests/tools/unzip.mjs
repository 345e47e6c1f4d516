#!/usr/bin/env node
// unzip.mjs FILE INTO: unpacks a zip file (stored or deflated, no ZIP64) where unzip may be missing but npm, and so Node.js, is there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { inflateRawSync } from "node:zlib";

const [file, into] = process.argv.slice(2);
const zip = readFileSync(file);
const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
if (end < 0) throw new Error(`${file} is not a zip file`);
let at = zip.readUInt32LE(end + 16);
for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries--) {
  const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
  const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
  const local = zip.readUInt32LE(at + 42);
  at += 46 + nameLength + extraLength + commentLength;
  if (name.endsWith("/")) continue;
  if (normalize(name).startsWith("..") || name.startsWith("/")) throw new Error(`${file}: ${name} lies outside`);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + size);
  mkdirSync(dirname(join(into, name)), { recursive: true });
  writeFileSync(join(into, name), method === 0 ? packed : inflateRawSync(packed));
}
