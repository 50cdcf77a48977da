// node nodemailer_sender.mjs MODULES LETTER PORT CONNECTIONS COUNT
// nodemailer's pool sends a whole message, in which {{number}} stands for the reader.
// The last line is JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, file, ...numbers] = process.argv.slice(2);
const [port, connections, count] = numbers.map(Number);
const nodemailer = createRequire(join(modules, "x.js"))("nodemailer");
const { raw } = JSON.parse(readFileSync(file, "utf8"));
const transport = nodemailer.createTransport({
  host: "127.0.0.1",
  port,
  name: "bench.example.org",
  pool: true,
  maxConnections: connections,
  maxMessages: Infinity,
  ignoreTLS: true,
});
let turn = 0;

async function work() {
  while (turn < count) {
    const number = turn++;
    await transport.sendMail({
      envelope: {
        from: `bounces+${number}@notes.example.org`,
        to: `r${number}@example.net`,
      },
      raw: Buffer.from(raw.replaceAll("{{number}}", `r${number}`), "latin1"),
    });
  }
}

const began = process.hrtime.bigint();
const before = process.cpuUsage();
// one more waits for each connection, so that none is ever without work
await Promise.all(Array.from({ length: 2 * connections }, work));
const used = process.cpuUsage(before);
transport.close();
console.log(
  JSON.stringify({
    wall: Number(process.hrtime.bigint() - began) / 1e9,
    cpu: (used.user + used.system) / 1e6,
    rss: process.resourceUsage().maxRSS / 1024,
    accepted: count,
  }),
);
