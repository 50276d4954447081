import { describe, expect, it } from "vitest";
import { prepare } from "../map/columns";
import { many, row } from "../map/rows.sample";
import type { HappeningRow } from "../types";
import { barsIn, MOST_BARS } from "./bars";
import { binned, daysABin } from "./bins";
import { begins, DAY } from "./days";
import { domainOf } from "./domain";
import { ticks } from "./ticks";

const on = (earliest: string | null, latest = earliest): HappeningRow => row({ earliest, latest });
const WEEK = { from: begins("2025-02-10"), to: begins("2025-02-17") };
const all = (rows: HappeningRow[]) => rows.map((_, i) => i);

describe("bins", () => {
  it("tell what is known to the day from what lies in a longer stretch", () => {
    const rows = [on("2025-02-11"), on("2025-02-11"), on("2025-02-12", "2025-02-13"), on(null)];
    const { sure, spread, most, days } = binned(prepare(rows), all(rows), WEEK);
    expect(days).toBe(1);
    expect([...sure]).toEqual([0, 2, 0, 0, 0, 0, 0]);
    expect([...spread]).toEqual([0, 0, 0.5, 0.5, 0, 0, 0]);
    expect(most).toBe(2);
  });

  it("count the part of a stretch that lies within", () => {
    const rows = [on("2025-02-01", "2025-02-11"), on("2025-03-01")];
    const { spread, sure } = binned(prepare(rows), all(rows), WEEK);
    expect([...sure]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(spread[0]! + spread[1]!).toBeCloseTo(2 / 11);
  });

  it("add up to what has both ends in sight", () => {
    const rows = many(2000);
    const columns = prepare(rows);
    const domain = domainOf(columns, all(rows))!;
    const { sure, spread } = binned(columns, all(rows), domain);
    const sum = [...sure, ...spread].reduce((total, n) => total + n, 0);
    const within = rows.filter(({ earliest }) => earliest).length - domain.before - domain.after;
    expect(sum).toBeCloseTo(within);
  });

  it.each([
    [7, 1],
    [400, 1],
    [500, 2],
    [3650, 14],
    [40_000, 365],
  ])("of %d days hold %d", (days, bin) => expect(daysABin(0, days * DAY)).toBe(bin));
});

describe("the stretch of time that is shown", () => {
  const front = Array.from({ length: 100 }, (_, i) =>
    on(`2025-02-${String(1 + (i % 28)).padStart(2, "0")}`),
  );

  it("is at least a week", () => {
    const { from, to } = domainOf(prepare([on("2025-02-12")]), [0])!;
    expect((to - from) / DAY).toBeGreaterThanOrEqual(5);
  });

  it.each<[string, HappeningRow[], number, number]>([
    ["a stray year", [on("1941-06-22")], 1, 0],
    [
      "what is planned far ahead",
      [row({ status: "planned", earliest: "2031-01-01", latest: "2031-01-01" })],
      0,
      1,
    ],
  ])("leaves %s out, and counts it", (_, stray, before, after) => {
    const rows = [...front, ...stray];
    const domain = domainOf(prepare(rows), all(rows))!;
    expect([domain.before, domain.after]).toEqual([before, after]);
    expect((domain.to - domain.from) / DAY).toBeLessThan(60);
  });

  it("is none where nothing is dated", () => {
    expect(domainOf(prepare([on(null)]), [0])).toBeUndefined();
  });
});

describe("bars", () => {
  it("stand where their time is, cut at the edges", () => {
    const rows = [on("2025-02-10"), on("2025-02-01", "2025-02-11"), on("2025-02-12", null)];
    const { bars, more } = barsIn(prepare(rows), all(rows), WEEK, 700, undefined);
    expect(more).toBe(0);
    const by = new Map(bars.map((bar) => [bar.row, bar]));
    expect(by.get(0)).toMatchObject({ x: 0, width: 100, openLeft: false, openRight: false });
    expect(by.get(1)).toMatchObject({ x: 0, width: 200, openLeft: true, openRight: false });
    expect(by.get(2)).toMatchObject({ x: 200, width: 500, openLeft: false, openRight: true });
  });

  it("are drawn up to a number, the chosen one always; the rest is counted", () => {
    const rows = Array.from({ length: 500 }, (_, i) => row({ id: `hap_${i}`, origins: i % 7 }));
    const { bars, more } = barsIn(prepare(rows), all(rows), WEEK, 700, 7);
    expect(bars).toHaveLength(MOST_BARS);
    expect(more).toBe(300);
    expect(bars.some((bar) => bar.row === 7)).toBe(true);
    expect(
      Math.min(...bars.filter((bar) => bar.row !== 7).map((bar) => rows[bar.row]!.origins)),
    ).toBe(4);
  });
});

describe("ticks", () => {
  it("tell the year once, and months by name", () => {
    const words = ticks(begins("2024-11-15"), begins("2025-04-20"), 6).map((tick) => tick.words);
    expect(words).toEqual(["Dec 2024", "Jan 2025", "Feb", "Mar", "Apr"]);
  });

  it.each([3, 30, 300, 3000])("are about as many as asked over %d days", (days) => {
    const { length } = ticks(begins("2024-01-01"), begins("2024-01-01") + days * DAY, 8);
    expect(length).toBeGreaterThan(3);
    expect(length).toBeLessThan(17);
  });
});

describe("the words of a bar", () => {
  const sides = (...rows: HappeningRow[]) =>
    barsIn(prepare(rows), all(rows), WEEK, 700, undefined).bars.map(({ side }) => side);
  it.each<[string, HappeningRow, string]>([
    ["behind it", on("2025-02-10"), "after"],
    ["before it at the end of the axis", on("2025-02-16"), "before"],
    ["in it where it takes all the room", on("2025-01-01", "2025-12-31"), "within"],
  ])("stand %s", (_, one, side) => expect(sides(one)).toEqual([side]));
});
