// Makes the topologies beside it, and towns.json, from files of Natural Earth: `node base/make.mjs FOLDER`.
//
// FOLDER holds ne_*.json as Natural Earth publishes them (see CARD.md).  The coast is not among
// them: the build takes it from the npm package world-atlas (land.mjs).
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { topology } from "topojson-server";
import { joined } from "./join.mjs";
import { pack } from "./pack.mjs";
import { thin } from "./thin.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
if (!folder) throw new Error("name the folder of Natural Earth's files");

const features = async (name) =>
  JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")).features;

const collection = (list) => ({ type: "FeatureCollection", features: list });

/** A feature with nothing but its shape and the properties that the map draws by. */
const bare = (properties) => (feature) => ({
  type: "Feature",
  geometry: feature.geometry,
  properties: properties(feature.properties),
});

const outline = bare(({ min_zoom }) => ({ z: min_zoom }));
const byZoom = bare(({ min_zoom, name }) => ({ z: min_zoom, ...(name ? { name } : {}) }));
const drawn = bare(() => ({}));
const isSettled = ({ properties }) => properties.featurecla.startsWith("International boundary");

const [world, europe, lakes, tarns, urban, lines, towns] = await Promise.all(
  [
    "ne_50m_rivers_lake_centerlines",
    "ne_10m_rivers_europe",
    "ne_50m_lakes",
    "ne_10m_lakes_europe",
    "ne_50m_urban_areas",
    "ne_10m_admin_0_boundary_lines_land",
    "ne_50m_populated_places_simple",
  ].map(features),
);

const layers = {
  rivers: { list: [...world, ...europe].map(byZoom), bend: 16, ring: 0 },
  lakes: { list: [...lakes, ...tarns].map(outline), bend: 8, ring: 12 },
  urban: { list: urban.map(outline), bend: 8, ring: 30 },
  borders: { list: lines.filter(isSettled).map(drawn), bend: 4, ring: 0 },
  disputed: { list: lines.filter((line) => !isSettled(line)).map(drawn), bend: 4, ring: 0 },
};

async function write(name, made) {
  const text = `${JSON.stringify(made)}\n`;
  await writeFile(join(here, name), text);
  console.log(`${name}: ${text.length} bytes`);
}

for (const [name, { list, bend, ring }] of Object.entries(layers)) {
  const thinned = thin(joined(topology({ [name]: collection(list) })), { bend, ring });
  await write(`${name}.topojson`, pack(thinned));
  console.log(`  ${thinned.arcs.reduce((sum, arc) => sum + arc.length, 0)} points`);
}

// Towns that are called otherwise today than in Natural Earth's file.
const TODAY = { Ukraine: { Kiev: "Kyiv", Lvov: "Lviv", Odessa: "Odesa" } };

// Towns have no bends, and the grid is too coarse for them: name, longitude, latitude, the zoom
// from which they are shown.
const degrees = (value) => Math.round(value * 1e3) / 1e3;
await write(
  "towns.json",
  towns.map(({ geometry: { coordinates }, properties: { name, adm0name, min_zoom } }) => [
    TODAY[adm0name]?.[name] ?? name,
    ...coordinates.map(degrees),
    min_zoom,
  ]),
);
