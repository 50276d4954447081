import { expect, it } from "vitest";
import { boxOf, strength } from "./bounds";
import type { Area } from "./spots";

const at = (lat: number, lon: number): Area => ({
  ...{ key: "", name: "", radiusKm: 2, precision: 1, rows: [] },
  ...{ lat, lon },
});
const front = Array.from({ length: 60 }, (_, i) => at(48 + i / 60, 36 + i / 30));
const capital = at(38.9, -77);
const one = [[0]];

it("most of what is told is in sight, and a capital far away does not count", () => {
  const areas = [...front, capital];
  const live = areas.map((_, i) => [i]);
  const [west, south, east, north] = boxOf(areas, live, true)!;
  expect(west).toBeGreaterThan(35);
  expect([south > 47, east < 39, north < 50]).toEqual([true, true, true]);
  expect(boxOf(areas, live, false)![0]).toBeLessThan(-77);
});

it("one place has room round it, and nothing has no box", () => {
  const [west, , east] = boxOf([at(49, 37)], one, true)!;
  expect(east - west).toBeGreaterThan(0.2);
  expect(boxOf([at(49, 37)], [[]], true)).toBeUndefined();
});

it("areas are drawn fainter the more of them lie over each other", () => {
  const wide = Array.from({ length: 400 }, () => ({ ...at(49, 37), radiusKm: 100 }));
  const box: [number, number, number, number] = [34, 47, 40, 51];
  const drawn = [1, 20, 100, 400].map((n) =>
    strength(
      wide,
      Array.from({ length: n }, (_, i) => i),
      box,
    ),
  );
  expect(drawn[0]).toBe(1);
  expect([...drawn].sort((a, b) => b - a)).toEqual(drawn);
  expect(drawn[3]).toBeLessThan(0.1);
  expect(drawn[3]).toBeGreaterThan(0);
});
