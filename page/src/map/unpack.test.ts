import { describe, expect, it } from "vitest";
// @ts-expect-error the packer belongs to the build and has no types
import { pack } from "../../base/pack.mjs";
import { unpack } from "./unpack";

const topology = (arcs: number[][][]) => ({
  type: "Topology" as const,
  transform: { scale: [0.01, 0.01] as [number, number], translate: [0, 0] as [number, number] },
  objects: {},
  arcs,
});

describe("unpack", () => {
  it.each([
    ["nothing", []],
    ["an arc without points", [[]]],
    [
      "both signs",
      [
        [
          [0, 0],
          [1, -1],
          [-64, 64],
        ],
      ],
    ],
    [
      "more than seven bits",
      [
        [
          [99999, -99999],
          [-128, 127],
        ],
        [[65535, 1]],
      ],
    ],
  ])("gives back %s", (_, arcs) => {
    expect(unpack(pack(topology(arcs)))).toEqual(topology(arcs));
  });

  it("gives back every step on the grid", () => {
    const steps = Array.from({ length: 2000 }, (_, i) => [i * 97 - 90000, 50000 - i * 53]);
    expect(unpack(pack(topology([steps])))).toEqual(topology([steps]));
  });
});
