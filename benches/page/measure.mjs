// Makes a page of 3,000 verdicts over 100,000 cases and says what it costs a browser: bytes, nodes, time, memory.
//
// node measure.mjs DABIAO FOLDER-OF-MODULES CHROMIUM FOLDER
//
// The folder of modules has puppeteer-core; plan, cases, figures and page are left in FOLDER.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dabiao, modules, chromium, folder] = process.argv.slice(2);
const COUNTIES = 50;
const CASES = 100_000;
const FIGURES = 12;
const RUNS = 5;

const county = (number) => `County${String((number % COUNTIES) + 1).padStart(2, "0")}`;

/** Numbers that look like chance and are the same in each run. */
let state = 20250101;
function drawn(below) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function plan() {
  const names = Array.from({ length: COUNTIES }, (_, number) => county(number));
  const lines = [
    'policy "Fifty counties, fifteen targets"',
    "  in force 2025-01-01 to 2025-12-31",
    "  calendar china",
    `entity ${names.join(", ")}: county`,
    "entity hall, bureau: department",
    "record contract, per county",
    "  awarded: date",
    "  signed: date after awarded",
    "  small: yes/no",
    "  counted by awarded",
  ];
  for (let number = 1; number <= FIGURES; number += 1) {
    lines.push(`metric done${number} in 件, per county, per quarter`);
    lines.push(`metric all${number} in 件, per county, per quarter`);
    lines.push(`target ${number} "Share of matters of kind ${number} that are done in time": done${number} / all${number} ≥ 80%`);
    lines.push("  lead hall", "  with bureau", `  cite "${number}"`);
  }
  lines.push('target 13 "Contracts signed within ten days": contract signed within 10 days of awarded');
  lines.push("  due each quarter", "  lead hall");
  lines.push('target 14 "Share of contracts with small enterprises": share of contract where small ≥ 40%');
  lines.push("  due each quarter", "  lead bureau");
  lines.push('target 15 "Two kinds together": all of:', "  - done1 / all1 ≥ 70%", "  - done2 / all2 ≥ 70%", "  lead hall");
  return lines.join("\n") + "\n";
}

function figures() {
  const rows = ["metric,entity,period,value"];
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    for (let number = 1; number <= FIGURES; number += 1) {
      for (let place = 0; place < COUNTIES; place += 1) {
        const all = 200 + drawn(800);
        const done = Math.floor((all * (72 + drawn(28))) / 100);
        rows.push(`done${number},${county(place)},2025Q${quarter},${done}`);
        rows.push(`all${number},${county(place)},2025Q${quarter},${all}`);
      }
    }
  }
  return rows.join("\n") + "\n";
}

function cases() {
  const rows = ["id,entity,awarded,signed,small"];
  const day = (number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10);
  for (let number = 0; number < CASES; number += 1) {
    const awarded = drawn(340);
    const late = drawn(2_000) === 0 ? 15 : drawn(10);
    rows.push(`${number + 1},${county(number)},${day(awarded)},${day(awarded + late)},${drawn(2) ? "yes" : "no"}`);
  }
  return rows.join("\n") + "\n";
}

function made() {
  const data = join(folder, "data");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(folder, "plan.dabiao"), plan());
  writeFileSync(join(data, "figures.csv"), figures());
  writeFileSync(join(data, "contract.csv"), cases());
  const words = ["report", "plan.dabiao", "--data", "data", "--as-of", "2025-12-31", "-o", "page.html"];
  process.stdout.write(execFileSync(dabiao, words, { cwd: folder }));
  return join(folder, "page.html");
}

/** The memory of the processes of the browser that draw pages, in MiB. */
async function drawing(browser) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const sizes = processInfo
    .filter((it) => it.type === "renderer")
    .map((it) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${it.id}/status`, "utf8"))?.[1] ?? 0));
  return Math.max(...sizes) / 1024;
}

async function loaded(puppeteer, page) {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-gpu"],
    protocolTimeout: 600_000,
  });
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1200, height: 900 });
  const before = performance.now();
  await tab.goto(pathToFileURL(page).href, { timeout: 600_000 });
  // Until it is drawn: the second frame comes when the first one stands.
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const seconds = (performance.now() - before) / 1000;
  const counted = await tab.evaluate(() => ({
    elements: document.getElementsByTagName("*").length,
    height: document.documentElement.scrollHeight,
  }));
  const { Nodes, RecalcStyleDuration, LayoutDuration } = await tab.metrics();
  const memory = await drawing(browser);
  await browser.close();
  return { seconds, nodes: Nodes, style: RecalcStyleDuration, layout: LayoutDuration, memory, ...counted };
}

const require = createRequire(modules + "/");
const puppeteer = require("puppeteer-core");
const page = made();
const runs = [];
for (let run = 0; run < RUNS; run += 1) runs.push(await loaded(puppeteer, page));
const middle = (key) => runs.map((it) => it[key]).sort((a, b) => a - b)[Math.floor(RUNS / 2)];
console.log(`bytes        ${statSync(page).size}`);
for (const key of ["elements", "nodes", "height"]) console.log(`${key.padEnd(12)} ${middle(key)}`);
for (const key of ["seconds", "style", "layout"]) console.log(`${key.padEnd(12)} ${middle(key).toFixed(2)}`);
console.log(`memory       ${middle("memory").toFixed(0)} MiB`);
