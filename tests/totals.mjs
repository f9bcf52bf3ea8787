// Sums the reports (CTRF, one per test project) in a folder, prints why tests were skipped and which failed, and ends with the line
// that the gate reads. Red when a test failed, a project ended badly, or no test ran at all: a green run that tested nothing is a lie.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const total = { passed: 0, failed: 0, skipped: 0 };
const skips = new Map();

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const { summary, tests } = JSON.parse(readFileSync(join(folder, file), "utf8")).results;
  total.passed += summary.passed;
  total.failed += summary.failed + summary.other;
  total.skipped += summary.skipped + summary.pending;
  for (const test of tests) {
    if (test.status === "failed" || test.status === "other") console.log(`failed: ${test.name}`);
    if (test.status !== "skipped" && test.status !== "pending") continue;
    const reason = test.message ?? "no reason given";
    skips.set(reason, (skips.get(reason) ?? 0) + 1);
  }
}

for (const [reason, count] of skips) console.log(`skipped ${count}: ${reason}`);
const broken = existsSync(join(folder, "broken"));
if (broken) process.stdout.write(readFileSync(join(folder, "broken"), "utf8"));
// A host that died leaves no report: that is a failure even when all the others passed.
if (broken && total.failed === 0) total.failed = 1;
if (total.passed === 0) console.log("no test ran");
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
