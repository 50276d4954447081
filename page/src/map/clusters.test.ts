import { describe, expect, it } from "vitest";
import { circle, pixel, pixelsPerKm } from "./circle";
import { cluster } from "./clusters";
import type { Area } from "./spots";

const area = (lat: number, lon: number, radiusKm: number, rows: number[]): Area => ({
  ...{ key: `${lat},${lon}`, name: "Izium", precision: 1 },
  ...{ lat, lon, radiusKm, rows },
});
const scattered = Array.from({ length: 300 }, (_, i) =>
  area(47 + ((i * 37) % 100) / 25, 33 + ((i * 61) % 100) / 20, 1 + (i % 40), [i, i + 300]),
);
const rowsOf = (areas: Area[]) => areas.map(({ rows }) => rows);

describe("clusters", () => {
  it.each([0, 3, 5.5, 7, 10])("hold every area once at zoom %d", (zoom) => {
    const { alone, clusters } = cluster(scattered, rowsOf(scattered), zoom);
    const drawn = [...alone, ...clusters.flatMap(({ areas }) => areas)].sort((a, b) => a - b);
    expect(drawn).toEqual(scattered.map((_, i) => i));
  });

  it("leave out what has no happening", () => {
    const { alone, clusters } = cluster(
      scattered,
      scattered.map(() => []),
      5,
    );
    expect([alone, clusters]).toEqual([[], []]);
  });

  it("never take in an area that is wide enough to be seen", () => {
    const wide = [area(49, 37, 300, [0]), area(49, 37, 2, [1]), area(49.01, 37, 2, [2])];
    const { alone, clusters } = cluster(wide, rowsOf(wide), 5);
    expect(alone).toEqual([0]);
    expect(clusters.map(({ areas }) => [...areas].sort())).toEqual([[1, 2]]);
  });

  it("count a happening once that is told of two places in it", () => {
    const two = [area(49, 37, 2, [0, 1]), area(49.01, 37, 2, [1, 2])];
    expect(cluster(two, rowsOf(two), 4).clusters[0]!.count).toBe(3);
  });

  it("fall apart when the map comes nearer", () => {
    const two = [area(49, 37, 1, [0]), area(49.2, 37.4, 1, [1])];
    expect(cluster(two, rowsOf(two), 4).clusters).toHaveLength(1);
    expect(cluster(two, rowsOf(two), 9).clusters).toHaveLength(0);
  });
});

describe("circles", () => {
  const far = ([lon, lat]: number[], [east, north]: number[]): number => {
    const [a, b] = [(lat! * Math.PI) / 180, (north! * Math.PI) / 180];
    const turn = ((east! - lon!) * Math.PI) / 180;
    return 6371 * Math.acos(Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn));
  };

  it.each([
    [49, 37, 5],
    [49, 37, 300],
    [0, 179.9, 50],
    [-60, -10, 120],
  ])("round %d, %d are everywhere %d km away, and closed", (lat, lon, km) => {
    const ring = circle(lat, lon, km, 32);
    expect(ring).toHaveLength(33);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const point of ring) expect(far([lon, lat], point)).toBeCloseTo(km, 1);
  });

  it("are as wide on the map as a kilometre has pixels there", () => {
    const [[, north], [, middle]] = [pixel(49.045, 37, 8), pixel(49, 37, 8)];
    const km = 0.045 * ((Math.PI / 180) * 6371);
    expect(middle - north).toBeCloseTo(km * pixelsPerKm(49, 8), 0);
  });
});
