import { describe, expect, it } from "vitest";
import { inLanes, type Room } from "./lanes";

const scattered: Room[] = Array.from({ length: 200 }, (_, i) => {
  const from = (i * 7919) % 1000;
  return { from, to: from + 1 + ((i * 104_729) % 90) };
});

describe("lanes", () => {
  it.each<[string, Room[], number[]]>([
    ["nothing", [], []],
    ["one", [{ from: 0, to: 1 }], [0]],
    [
      "one after the other",
      [
        { from: 0, to: 5 },
        { from: 5, to: 6 },
      ],
      [0, 0],
    ],
    [
      "both at once",
      [
        { from: 0, to: 5 },
        { from: 4, to: 6 },
      ],
      [0, 1],
    ],
    [
      "in any order",
      [
        { from: 4, to: 6 },
        { from: 0, to: 5 },
        { from: 7, to: 8 },
      ],
      [1, 0, 0],
    ],
  ])("hold %s", (_, rooms, lanes) => expect(inLanes(rooms)).toEqual(lanes));

  it.each([0, 12])("never let two touch (a gap of %d)", (gap) => {
    const lanes = inLanes(scattered, gap);
    scattered.forEach((one, i) =>
      scattered.forEach((other, j) => {
        if (i >= j || lanes[i] !== lanes[j]) return;
        expect(one.to + gap <= other.from || other.to + gap <= one.from).toBe(true);
      }),
    );
  });

  it("are no more than lie over each other at once", () => {
    const depth = (at: number) => scattered.filter(({ from, to }) => from <= at && at < to).length;
    const deepest = Math.max(...scattered.map(({ from }) => depth(from)));
    expect(Math.max(...inLanes(scattered)) + 1).toBe(deepest);
  });
});
