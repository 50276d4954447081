// What part of the world the map begins with.
import type { Area } from "./spots";

/** West, south, east, north (degrees). */
export type Box = [number, number, number, number];

const EDGE = 0.04; // so much of what is told may lie outside the first view, on every side

function within(values: { at: number; weight: number }[], share: number): [number, number] {
  const sorted = values.sort((one, other) => one.at - other.at);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let [seen, low, high] = [0, NaN, NaN];
  for (const { at, weight } of sorted) {
    seen += weight;
    if (Number.isNaN(low) && seen > total * share) low = at;
    if (seen >= total * (1 - share) && Number.isNaN(high)) high = at;
  }
  return [low, high];
}

/**
 * A box round what is told, or (`most`) round most of it: a capital far away that is named now
 * and then must not make the front a dot.
 */
export function boxOf(
  areas: readonly Area[],
  live: readonly number[][],
  most: boolean,
): Box | undefined {
  const there = areas.map((area, i) => ({ area, weight: live[i]!.length })).filter((a) => a.weight);
  if (!there.length) return undefined;
  const share = most ? EDGE : 0;
  const along = (of: (area: Area) => number) =>
    within(
      there.map(({ area, weight }) => ({ at: of(area), weight })),
      share,
    );
  const [west, east] = along(({ lon }) => lon);
  const [south, north] = along(({ lat }) => lat);
  const margin = Math.max(0.15, (east - west) * 0.05);
  return [west - margin, south - margin, east + margin, north + margin];
}

const KM_A_DEGREE = 111.2;
const DEEP = 3;

/**
 * How strongly areas (by index) are drawn, from 1 down: where more than a few lie over each
 * other on the whole, each is fainter, so that together they do not hide the map.
 */
export function strength(areas: readonly Area[], some: Iterable<number>, box: Box): number {
  const [west, south, east, north] = box;
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const room = (east - west) * (north - south) * shrink * KM_A_DEGREE ** 2;
  let covered = 0;
  for (const i of some) covered += Math.PI * Math.min(areas[i]!.radiusKm ** 2, room / Math.PI);
  // In steps, so that a filter that changes little does not paint every area anew.
  return 2 ** -Math.max(0, Math.round(2 * Math.log2(covered / room / DEEP)) / 2);
}
