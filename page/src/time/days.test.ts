import { describe, expect, it } from "vitest";
import { begins, DAY, dayOf, ends, floorDay } from "./days";

describe("days", () => {
  it.each([
    ["2025-02-12", "2025-02-12T00:00:00.000Z", "2025-02-13T00:00:00.000Z"],
    ["2025-02-12T03:30", "2025-02-12T03:30:00.000Z", "2025-02-12T03:31:00.000Z"],
    ["2025-02-12T03:30:00Z", "2025-02-12T03:30:00.000Z", "2025-02-12T03:31:00.000Z"],
    ["2025-02-12T03:30:00+02:00", "2025-02-12T01:30:00.000Z", "2025-02-12T01:31:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z", "2024-03-01T00:00:00.000Z"],
  ])("%s lasts from %s to %s", (iso, from, to) => {
    expect(new Date(begins(iso)).toISOString()).toBe(from);
    expect(new Date(ends(iso)).toISOString()).toBe(to);
  });

  it("gives back the day that it was told", () => {
    for (let day = begins("1969-12-01"); day < begins("1970-02-01"); day += DAY) {
      expect(begins(dayOf(day))).toBe(day);
      expect(floorDay(day + DAY - 1)).toBe(day);
    }
  });
});
