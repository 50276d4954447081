import { describe, expect, it } from "vitest";
import { unroll } from "./unroll";

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
