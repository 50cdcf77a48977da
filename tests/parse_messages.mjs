// node parse_messages.mjs MODULES: reads messages, one in base64 in each line, and
// writes what mailparser found in each as a line of JSON.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [modules] = process.argv.slice(2);
const { simpleParser } = createRequire(join(modules, "x.js"))("mailparser");
const options = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true };

const mailboxes = (field) =>
  (field?.value ?? []).map(({ name, address }) => [name, address]);

for await (const line of createInterface({ input: process.stdin })) {
  const mail = await simpleParser(Buffer.from(line, "base64"), options);
  const seen = {
    fields: mail.headerLines.map(({ key }) => key),
    to: mailboxes(mail.to),
    sender: mailboxes(mail.from),
    subject: mail.subject ?? "",
    message_id: mail.messageId,
    text: mail.text,
    html: mail.html,
  };
  process.stdout.write(`${JSON.stringify(seen)}\n`);
}
