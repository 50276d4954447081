// Where happenings are told to have been: one area for all that is told of the same spot.
import { isPlaced, type Columns } from "./columns";

/** An area of uncertainty, with the rows (by index) that lie in it. */
export interface Area {
  key: string;
  name: string;
  lat: number;
  lon: number;
  radiusKm: number;
  precision: number;
  rows: number[];
}

/** A place that a happening names and that has no point, with the reason. */
export interface Unplaced {
  row: number;
  name: string;
  reason: string;
}

const LEAST_KM = 0.5; // a point of the gazetteer is never truer than this

/** The areas of all rows, the widest first (small ones are drawn above them). */
export function areas({ rows }: Columns): Area[] {
  const found = new Map<string, Area>();
  rows.forEach(({ spots }, row) => {
    for (const { name, lat, lon, radius_km, precision } of spots) {
      if (lat === null || lon === null || lat === undefined || lon === undefined) continue;
      const radiusKm = Math.max(radius_km ?? 0, LEAST_KM);
      const key = `${lat.toFixed(4)},${lon.toFixed(4)},${radiusKm.toFixed(1)}`;
      const area = found.get(key) ?? {
        ...{ key, name, lat, lon, radiusKm, precision: precision ?? 3, rows: [] },
      };
      if (area.rows.at(-1) !== row) area.rows.push(row);
      found.set(key, area);
    }
  });
  return [...found.values()].sort((one, other) => other.radiusKm - one.radiusKm);
}

/** What is shown and has no point on the map: never left out, always with its reason. */
export function unplaced({ rows }: Columns, shown: readonly number[]): Unplaced[] {
  return shown.flatMap((row) => {
    const { spots } = rows[row]!;
    if (!spots.length) return [{ row, name: "", reason: "no place is told" }];
    return spots
      .filter((spot) => !isPlaced(spot))
      .map(({ name, reason }) => ({ row, name, reason: reason ?? "no reason is given" }));
  });
}
