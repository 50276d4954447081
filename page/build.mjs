// Bundles the page: `node build.mjs [--watch]` writes ../src/crossfix/web/static/.
import { build, context } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { countries, land } from "./base/land.mjs";

const here = dirname(fileURLToPath(import.meta.url));
// Another folder may be named, so that two may build at the same time.
const out = process.env.CROSSFIX_STATIC ?? join(here, "../src/crossfix/web/static");

// The map draws its tiles in a worker; its code is a text inside the bundle, so that the page
// in one file has it too.
const workerAsText = {
  name: "worker-as-text",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker:/ }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path.slice("worker:".length))),
      namespace: "worker",
    }));
    onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
      const bundled = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        format: "iife",
        target: "es2022",
      });
      return { contents: bundled.outputFiles[0].text, loader: "text" };
    });
  },
};

// The land of the map comes from an npm package and is thinned here; see base/CARD.md.
const baseOfMap = {
  name: "base-of-map",
  setup({ onResolve, onLoad }) {
    const made = { "base:land": land, "base:countries": countries };
    onResolve({ filter: /^base:/ }, ({ path }) => ({ path, namespace: "base" }));
    onLoad({ filter: /.*/, namespace: "base" }, async ({ path }) => ({
      contents: JSON.stringify(await made[path]()),
      loader: "text",
    }));
  },
};

const options = {
  entryPoints: { app: join(here, "src/main.tsx") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".svg": "dataurl", ".topojson": "text" },
  // MapLibre asks this of the address of its worker alone.  Ours is a blob of the page's own,
  // which a page opened from the disk must not take for another's and fetch.
  define: { "globalThis.location": "undefined" },
  legalComments: "linked",
  logLevel: "info",
  plugins: [workerAsText, baseOfMap],
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cp(join(here, "public"), out, { recursive: true });
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
}
