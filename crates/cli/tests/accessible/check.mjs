// Opens pages in Chromium, light and dark, on a desk and on a phone, and prints what is wrong with them: serious and
// critical findings of axe-core, messages of the console, requests to the network, a page wider than the screen.
//
// node check.mjs FOLDER-OF-MODULES CHROMIUM PAGE…
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(modules + "/");
const puppeteer = require("puppeteer-core");
const axe = require("axe-core").source;

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu"],
  protocolTimeout: 600_000,
});
const wrong = [];

async function opened(page, width, scheme, say) {
  const tab = await browser.newPage();
  tab.on("console", (message) => say(`console: ${message.text()}`));
  tab.on("pageerror", (error) => say(`error: ${error.message}`));
  tab.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) say(`network: ${request.url()}`);
  });
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.goto(pathToFileURL(page).href);
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) say(`the page is ${wide} wide on a screen of ${width}`);
  return tab;
}

for (const page of pages) {
  for (const scheme of ["light", "dark"]) {
    const say = (what) => wrong.push(`${page} ${scheme}: ${what}`);
    const phone = await opened(page, 390, scheme, say);
    await phone.close();
    const desk = await opened(page, 1200, scheme, say);
    await desk.evaluate(axe);
    const found = await desk.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const it of found.violations) {
      if (it.impact !== "serious" && it.impact !== "critical") continue;
      say(`${it.impact} ${it.id} at ${it.nodes.length} places, such as ${it.nodes[0].html.slice(0, 200)}`);
    }
    if (found.passes.length === 0) say("nothing was looked at");
    await desk.close();
  }
}
await browser.close();
console.log(wrong.join("\n"));
