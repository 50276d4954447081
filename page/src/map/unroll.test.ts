import { describe, expect, it } from "vitest";
import type { Geometry } from "geojson";
import { piecesOf, unroll } from "./unroll";

describe("unroll", () => {
  it.each([
    [
      "stays as it is within the map",
      [
        [1, 2],
        [3, 2],
        [3, 4],
        [1, 2],
      ],
      [
        [1, 2],
        [3, 2],
        [3, 4],
        [1, 2],
      ],
    ],
    [
      "goes on past the day line and comes back",
      [
        [179, 60],
        [-179, 60],
        [-179, 62],
        [179, 62],
        [179, 60],
      ],
      [
        [179, 60],
        [181, 60],
        [181, 62],
        [179, 62],
        [179, 60],
      ],
    ],
    [
      "goes on to the west",
      [
        [-179, 60],
        [179, 60],
        [179, 62],
        [-179, 60],
      ],
      [
        [-179, 60],
        [-181, 60],
        [-181, 62],
        [-179, 60],
      ],
    ],
    [
      "is closed along the edge round a pole",
      [
        [-180, -70],
        [-60, -75],
        [60, -72],
        [179, -71],
        [-180, -70],
      ],
      [
        [-180, -70],
        [-60, -75],
        [60, -72],
        [179, -71],
        [180, -70],
        [180, -90],
        [-180, -90],
        [-180, -70],
      ],
    ],
  ])("%s", (_, ring, expected) => {
    expect(unroll(ring)).toEqual(expected);
  });
});

describe("piecesOf", () => {
  const ring = [
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 0],
  ];
  const shape = (geometry: Geometry) =>
    ({ type: "Feature", properties: { z: 3 }, geometry }) as const;
  it("makes a shape of each piece, with what is told of the whole", () => {
    const pieces = piecesOf(shape({ type: "MultiPolygon", coordinates: [[ring], [ring, ring]] }));
    expect(pieces.map(({ geometry }) => geometry.type)).toEqual(["Polygon", "Polygon"]);
    expect(pieces.map(({ properties }) => properties)).toEqual([{ z: 3 }, { z: 3 }]);
    const lines = piecesOf(shape({ type: "MultiLineString", coordinates: [ring, ring, ring] }));
    expect(lines).toHaveLength(3);
  });
  it("leaves a shape of one piece as it is", () => {
    const one = shape({ type: "Polygon", coordinates: [ring] });
    expect(piecesOf(one)).toEqual([one]);
  });
});
