// Areas, marks and sightings as GeoJSON for the map.
import type { Feature, FeatureCollection } from "geojson";
import type { FireRow } from "../types";
import { isNamed } from "./base";
import { circle, pixelsPerKm } from "./circle";
import type { Drawn } from "./clusters";
import type { Area } from "./spots";

/** A radius on the map (pixels) below which an area is drawn as a mark of fixed size. */
export const SEEN = 5;

const collection = (features: Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

const point = (lon: number, lat: number, properties: object): Feature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [lon, lat] },
  properties: { ...properties },
});

const pointsOf = (radiusKm: number): number => (radiusKm < 10 ? 32 : radiusKm < 60 ? 48 : 72);

function disc({ lat, lon, radiusKm }: Area, id: number): Feature {
  const ring = circle(lat, lon, radiusKm, pointsOf(radiusKm));
  const geometry = { type: "Polygon" as const, coordinates: [ring] };
  return { type: "Feature", id, geometry, properties: { km: radiusKm, area: id } };
}

/** Circles of all areas, by their index. */
export const discs = (areas: readonly Area[]): FeatureCollection => collection(areas.map(disc));

/** Circles of the areas that are chosen. */
export const someDiscs = (areas: readonly Area[], some: readonly number[]): FeatureCollection =>
  collection(some.map((i) => disc(areas[i]!, i)));

/** The middles of the chosen areas that are too small to be seen at a zoom. */
export function middles(
  areas: readonly Area[],
  some: readonly number[],
  zoom: number,
): FeatureCollection {
  const small = some
    .map((i) => areas[i]!)
    .filter(({ lat, radiusKm }) => radiusKm * pixelsPerKm(lat, zoom) < 3 * SEEN);
  return collection(small.map(({ lon, lat }) => point(lon, lat, {})));
}

/** Whether an area that stands alone is wide enough to be seen as it is. */
export const isSeen = ({ lat, radiusKm }: Area, zoom: number): boolean =>
  radiusKm * pixelsPerKm(lat, zoom) >= SEEN;

const WIDE = 30;

/** A region is named with its width; a town is not named twice. */
function label({ lat, lon, name, radiusKm }: Area, zoom: number): string {
  if (radiusKm >= WIDE) return `${name} ± ${Math.round(radiusKm)} km`;
  return isNamed(lat, lon, zoom) ? "" : name;
}

/**
 * What is drawn at points: clusters, and for areas alone their count and name.  A dot stands
 * only for what is known to the town; a region that is too small to be seen is an empty ring.
 */
export function marks(
  areas: readonly Area[],
  live: readonly number[][],
  { alone, clusters }: Drawn,
  zoom: number,
): FeatureCollection {
  const single = alone.map((area): Feature => {
    const { lat, lon, precision } = areas[area]!;
    const kind = isSeen(areas[area]!, zoom) ? "area" : precision === 1 ? "dot" : "ring";
    const name = label(areas[area]!, zoom);
    return point(lon, lat, { kind, area, count: live[area]!.length, ...(name ? { name } : {}) });
  });
  const merged = clusters.map(({ lat, lon, count }, cluster) =>
    point(lon, lat, { kind: "cluster", cluster, count }),
  );
  return collection([...single, ...merged]);
}

/** Sightings that have a point, by their index in the rows. */
export function sightings(rows: readonly FireRow[]): FeatureCollection {
  const placed = rows.flatMap(({ lat, lon, verdict }, fire): Feature[] =>
    lat === null || lon === null ? [] : [point(lon, lat, { fire, verdict })],
  );
  return collection(placed);
}
