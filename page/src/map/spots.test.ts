import { describe, expect, it } from "vitest";
import { prepare } from "./columns";
import { row, spot } from "./rows.sample";
import { areas, unplaced } from "./spots";

describe("areas", () => {
  it("are one for all that is told of the same spot, and by name and width apart", () => {
    const rows = [
      row({ spots: [spot(), spot({ radius_km: 60, precision: 3 })] }),
      row({ spots: [spot()] }),
      row({ spots: [spot({ lat: 50 })] }),
    ];
    const found = areas(prepare(rows));
    expect(found.map(({ radiusKm, rows: told }) => [radiusKm, told])).toEqual([
      [60, [0]],
      [5, [0, 1]],
      [5, [2]],
    ]);
  });

  it("count a happening once that names a spot twice", () => {
    expect(areas(prepare([row({ spots: [spot(), spot()] })]))[0]!.rows).toEqual([0]);
  });

  it("take a place of unknown precision for a region", () => {
    expect(areas(prepare([row({ spots: [spot({ precision: null })] })]))[0]!.precision).toBe(3);
  });
});

it("what has no point is listed with its reason, and what names no place too", () => {
  const none = spot({ name: "Novoselivka", lat: null, lon: null, reason: "eight places" });
  const columns = prepare([row({ spots: [spot(), none] }), row({ spots: [] }), row()]);
  expect(unplaced(columns, [0, 1, 2])).toEqual([
    { row: 0, name: "Novoselivka", reason: "eight places" },
    { row: 1, name: "", reason: "no place is told" },
  ]);
  expect(unplaced(columns, [2])).toEqual([]);
});
