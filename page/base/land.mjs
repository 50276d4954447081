// The land and the names of countries, from the npm package world-atlas (Natural Earth).
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import { pack } from "./pack.mjs";
import { thin } from "./thin.mjs";

async function read(name) {
  const path = fileURLToPath(import.meta.resolve(`world-atlas/${name}.json`));
  return JSON.parse(await readFile(path, "utf8"));
}

/** The land of the world, packed. */
export async function land() {
  return pack(thin(await read("land-10m"), { bend: 4, ring: 12 }));
}

function areaAndMiddle(ring) {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[a, b], [c, d]] = [ring[i], ring[i + 1]];
    const cross = a * d - c * b;
    area += cross / 2;
    x += (a + c) * cross;
    y += (b + d) * cross;
  }
  return { area: Math.abs(area), middle: [x / (6 * area), y / (6 * area)] };
}

// Pieces that the day line cuts have no middle on the plane.
function isOnOneSide([outer]) {
  const east = outer.map(([longitude]) => longitude);
  return Math.max(...east) - Math.min(...east) < 180;
}

/** The names of countries, each in the middle of its largest piece of land, with its size. */
export async function countries() {
  const atlas = await read("countries-110m");
  return feature(atlas, atlas.objects.countries).features.flatMap(({ geometry, properties }) => {
    const pieces = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const all = pieces.filter(isOnOneSide).map(([outer]) => areaAndMiddle(outer));
    const [{ area, middle } = {}] = all.sort((one, other) => other.area - one.area);
    if (!middle) return [];
    return [[properties.name, ...middle.map((d) => Math.round(d * 100) / 100), Math.round(area)]];
  });
}
