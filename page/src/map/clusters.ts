// What is too small and too close to be told apart at a zoom is drawn as one, with its count.
import { pixel, pixelsPerKm } from "./circle";
import type { Area } from "./spots";

/** A radius on the map (pixels) from which an area is drawn as it is and never merged. */
const SEEN = 12;
/** Areas whose middles are closer than this (pixels) are merged. */
const CLOSE = 30;

/** Areas (by index) drawn together, and how many happenings they stand for. */
export interface Cluster {
  lat: number;
  lon: number;
  areas: number[];
  count: number;
}

/** What is drawn at a zoom: areas as they are, by index, and clusters. */
export interface Drawn {
  alone: number[];
  clusters: Cluster[];
}

interface Point {
  area: number;
  x: number;
  y: number;
}

function near(cells: Map<string, Point[]>, { x, y }: Point): Point[] {
  const [column, line] = [Math.floor(x / CLOSE), Math.floor(y / CLOSE)];
  const found: Point[] = [];
  for (let i = column - 1; i <= column + 1; i++) {
    for (let j = line - 1; j <= line + 1; j++) {
      for (const point of cells.get(`${i},${j}`) ?? []) {
        if (Math.hypot(point.x - x, point.y - y) < CLOSE) found.push(point);
      }
    }
  }
  return found;
}

function gather(areas: readonly Area[], live: readonly number[][], members: Point[]): Cluster {
  const rows = new Set<number>(); // a happening may be told of two places that are merged
  let [lat, lon, weight] = [0, 0, 0];
  for (const { area } of members) {
    const n = live[area]!.length;
    lat += areas[area]!.lat * n;
    lon += areas[area]!.lon * n;
    weight += n;
    for (const row of live[area]!) rows.add(row);
  }
  const among = members.map(({ area }) => area);
  return { lat: lat / weight, lon: lon / weight, count: rows.size, areas: among };
}

/**
 * Areas that have happenings (`live`: rows by area), merged where a zoom does not tell them
 * apart, round those with most.
 */
export function cluster(areas: readonly Area[], live: readonly number[][], zoom: number): Drawn {
  const drawn: Drawn = { alone: [], clusters: [] };
  const cells = new Map<string, Point[]>();
  const points: Point[] = [];
  areas.forEach(({ lat, lon, radiusKm }, area) => {
    if (!live[area]!.length) return;
    if (radiusKm * pixelsPerKm(lat, zoom) >= SEEN) return void drawn.alone.push(area);
    const [x, y] = pixel(lat, lon, zoom);
    const point = { area, x, y };
    points.push(point);
    const cell = `${Math.floor(x / CLOSE)},${Math.floor(y / CLOSE)}`;
    const there = cells.get(cell);
    if (there) there.push(point);
    else cells.set(cell, [point]);
  });
  const most = ({ area }: Point) => live[area]!.length;
  points.sort((one, other) => most(other) - most(one) || one.area - other.area);
  const taken = new Set<number>();
  for (const point of points) {
    if (taken.has(point.area)) continue;
    const members = near(cells, point).filter(({ area }) => !taken.has(area));
    for (const { area } of members) taken.add(area);
    if (members.length === 1) drawn.alone.push(point.area);
    else drawn.clusters.push(gather(areas, live, members));
  }
  return drawn;
}
