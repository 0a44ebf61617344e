// npm test: sets everything up, a browser included, runs every check and test, and closes with one line of counts.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installBrowser, installPackages, local, root, run } from "./set-up.mjs";

installPackages();
installBrowser();

const artifacts = join(root, ".artifacts");
rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** Each test that failed, with the first lines of why: said once more at the end, where it is found. */
const failedTests = [];

function stage(name, program, args, read, options) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const code = run(local(program), args, options);
  const result = read ? read() : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A runner that stopped before its report is one failure more than it could count.
  if (code !== 0 && result.failed === 0) result.failed = 1;
  for (const key of Object.keys(counts)) counts[key] += result[key];
  if (result.failed > 0) failures.push(name);
  console.log(
    `   ${name}: ${result.passed} passed, ${result.failed} failed (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  return code;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(join(artifacts, file), "utf8"));
  } catch {
    return null;
  }
}

const shorten = (text) => text.split("\n").slice(0, 6).join("\n    ");

const vitest = (project) => () => {
  const report = readJson(`${project}.json`);
  for (const { name, message, assertionResults = [] } of report?.testResults ?? []) {
    if (message) failedTests.push(`${name}: ${shorten(message)}`);
    for (const { status, fullName, failureMessages = [] } of assertionResults) {
      if (status === "failed") failedTests.push(`${name} › ${fullName}: ${shorten(failureMessages.join("\n"))}`);
    }
  }
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: report?.numPendingTests ?? 0,
  };
};
const vitestArguments = (project, pattern = project) => [
  "run",
  "--project",
  pattern,
  // Left to itself it leaves a core alone, which is half of two.
  "--maxWorkers=100%",
  "--reporter=dot",
  "--reporter=json",
  `--outputFile.json=${join(artifacts, `${project}.json`)}`,
];
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

const playwright = () => {
  const { stats, suites = [] } = readJson("e2e.json") ?? {};
  for (const { title, file, tests } of suites.flatMap(specsOf)) {
    if (tests.every(({ status }) => status !== "unexpected")) continue;
    const message = tests[0].results.at(-1)?.error?.message ?? "";
    failedTests.push(`${file} › ${title}: ${shorten(message)}`);
  }
  return {
    // "Flaky" passed when it was repeated; only the tests of responsiveness may be.
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  };
};

stage("types", "tsc", ["-p", "."]);
stage("lint", "oxlint", ["--type-aware", "--deny-warnings", "."]);
stage("format", "oxfmt", ["--check", "."]);
stage("dead code", "knip", ["--no-progress"]);
stage("unit", "vitest", vitestArguments("node", "node*"), vitest("node"));
stage("browser", "vitest", vitestArguments("chromium"), vitest("chromium"));
if (stage("build", "vite", ["build", "--logLevel", "warn"]) === 0) {
  stage("e2e", "playwright", ["test", "-c", "e2e", "--grep-invert", "@soak", "--reporter=line,json"], playwright, {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: join(artifacts, "e2e.json") },
  });
}

for (const test of failedTests) console.log(`\n✗ ${test.replace(`${root}/`, "")}`);
if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
console.log(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;
