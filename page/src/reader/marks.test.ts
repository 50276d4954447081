import { describe, expect, it } from "vitest";
import { cut, meets, order, pick, shareOut, stepFrom, type Mark } from "./marks";

const mark = (id: string, start: number, stop: number): Mark => ({
  id,
  start,
  stop,
  kind: "event",
  part: "",
});
const drawn = (within: [number, number], ...marks: Mark[]) =>
  cut({ start: within[0], stop: within[1] }, marks).map(
    ({ start, stop, marks: over }) => `${start}-${stop}:${over.map(({ id }) => id).join("")}`,
  );

/** A row of numbers that looks like chance and is the same each time. */
function* chance(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}
function* texts(): Generator<{ length: number; marks: Mark[] }> {
  for (let seed = 1; seed <= 200; seed++) {
    const numbers = chance(seed);
    const draw = (below: number) => Math.floor(numbers.next().value * below);
    const length = 1 + draw(40);
    const marks = Array.from({ length: draw(12) }, (_, at) => {
      const start = draw(length);
      return mark(String.fromCharCode(97 + at), start, start + draw(length - start + 4));
    });
    yield { length, marks };
  }
}

describe("cut", () => {
  it.each([
    ["no marks", [0, 5], [], ["0-5:"]],
    ["one", [0, 9], [mark("a", 2, 4)], ["0-2:", "2-4:a", "4-9:"]],
    [
      "nested",
      [0, 9],
      [mark("b", 3, 5), mark("a", 1, 8)],
      ["0-1:", "1-3:a", "3-5:ab", "5-8:a", "8-9:"],
    ],
    [
      "crossing",
      [0, 9],
      [mark("a", 1, 5), mark("b", 3, 8)],
      ["0-1:", "1-3:a", "3-5:ab", "5-8:b", "8-9:"],
    ],
    ["one over the other", [0, 4], [mark("a", 1, 3), mark("b", 1, 3)], ["0-1:", "1-3:ab", "3-4:"]],
    ["side by side", [0, 6], [mark("a", 0, 3), mark("b", 3, 6)], ["0-3:a", "3-6:b"]],
    ["reaching out on both sides", [4, 6], [mark("a", 0, 9)], ["4-6:a"]],
    ["without a character", [0, 3], [mark("a", 1, 1)], ["0-3:"]],
    ["an empty stretch", [3, 3], [mark("a", 0, 9)], []],
  ] as [string, [number, number], Mark[], string[]][])("%s", (_name, within, marks, expected) => {
    expect(drawn(within, ...marks)).toEqual(expected);
  });

  it("covers the text once and keeps what each mark covers", () => {
    for (const { length, marks } of texts()) {
      const runs = cut({ start: 0, stop: length }, marks);
      expect(runs[0]?.start).toBe(0);
      expect(runs.at(-1)?.stop).toBe(length);
      runs.slice(1).forEach((run, at) => expect(run.start).toBe(runs[at]!.stop));
      for (let at = 0; at < length; at++) {
        const run = runs.find(({ start, stop }) => start <= at && at < stop)!;
        const over = marks.filter(({ start, stop }) => start <= at && at < stop);
        expect(new Set(run.marks)).toEqual(new Set(over));
      }
    }
  });

  it("does not depend on the order of the marks", () => {
    for (const { length, marks } of texts()) {
      const whole = { start: 0, stop: length };
      const plain = (given: Mark[]) =>
        cut(whole, given).map((run) => [run.start, run.marks.map(({ id }) => id).sort()]);
      expect(plain([...marks].reverse())).toEqual(plain(marks));
    }
  });
});

describe("shareOut", () => {
  it("gives each stretch the marks that meet it", () => {
    for (const { length, marks } of texts()) {
      const middle = length >> 1;
      const stretches = [
        { start: 0, stop: middle },
        { start: middle, stop: length },
      ];
      shareOut(stretches, marks).forEach((given, at) => {
        const expected = marks.filter(
          (each) => meets(each, stretches[at]!) && each.start < each.stop,
        );
        const real = given.filter((each) => each.start < each.stop);
        expect(new Set(real)).toEqual(new Set(expected));
      });
    }
  });
});

describe("pick and order", () => {
  it("chooses the narrowest first, then the next wider, then the narrowest again", () => {
    const marks = [mark("wide", 0, 9), mark("narrow", 3, 4), mark("middle", 2, 6)];
    expect(pick(marks, null)).toBe("narrow");
    expect(pick(marks, "narrow")).toBe("middle");
    expect(pick(marks, "middle")).toBe("wide");
    expect(pick(marks, "wide")).toBe("narrow");
    expect(pick(marks, "of elsewhere")).toBe("narrow");
    expect(pick([], null)).toBeNull();
  });
  it("names each entry once, where it begins", () => {
    const marks = [mark("b", 5, 6), mark("a", 0, 2), mark("a", 7, 9), mark("c", 0, 9)];
    expect(order(marks)).toEqual(["c", "a", "b"]);
  });
});

describe("stepFrom", () => {
  const starts: Record<string, number> = { a: 0, b: 5, c: 9, hidden: 6, early: -1, late: 20 };
  const step = (chosen: string | null, by: 1 | -1, ids = ["a", "b", "c"]) =>
    stepFrom(ids, chosen, (id) => starts[id], by);
  it.each([
    [null, 1, "a"],
    [null, -1, "c"],
    ["a", 1, "b"],
    ["c", 1, "c"],
    ["b", -1, "a"],
    ["a", -1, "a"],
    ["hidden", 1, "c"],
    ["hidden", -1, "b"],
    ["late", 1, "c"],
    ["early", -1, "a"],
    ["of elsewhere", 1, "a"],
  ] as const)("from %s by %i to %s", (chosen, by, next) => expect(step(chosen, by)).toBe(next));
  it("goes nowhere where there is nothing", () => expect(step(null, 1, [])).toBeUndefined());
});
