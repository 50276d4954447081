// Where the reports of the graph of copies stand: days from left to right, a row a report.
import type { Copy, ReportRow } from "../types";

export interface Node {
  id: string;
  x: number;
  y: number;
}

export interface Edge {
  copy: Copy;
  from: Node;
  to: Node;
}

export interface Graph {
  nodes: Node[];
  edges: Edge[];
  days: string[];
  rows: number;
}

/** Copies in groups of reports that hang together, the largest group first. */
export function groups(copies: Copy[]): Copy[][] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    const up = parent.get(id) ?? id;
    if (up === id) return id;
    const top = root(up);
    parent.set(id, top);
    return top;
  };
  for (const { left, right } of copies) parent.set(root(left), root(right));
  const found = new Map<string, Copy[]>();
  for (const copy of copies) {
    const top = root(copy.left);
    found.set(top, [...(found.get(top) ?? []), copy]);
  }
  const first = (group: Copy[]): string => group.map(({ id }) => id).sort()[0] ?? "";
  return [...found.values()].sort(
    (a, b) => b.length - a.length || first(a).localeCompare(first(b)),
  );
}

/**
 * Columns are days of publication, in order; the reports of a group stand in rows of their own,
 * by day and id, so that no two names share a row and the same case gives the same picture.
 */
export function layOut(copies: Copy[], reports: Record<string, ReportRow>): Graph {
  const dayOf = (id: string): string => reports[id]?.published?.slice(0, 10) ?? "";
  const named = [...new Set(copies.flatMap(({ left, right }) => [left, right]))];
  const days = [...new Set(named.map(dayOf))].sort();
  const nodes = new Map<string, Node>();
  let rows = 0;
  for (const group of groups(copies)) {
    const members = [...new Set(group.flatMap(({ left, right }) => [left, right]))];
    members.sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.localeCompare(b));
    for (const id of members) nodes.set(id, { id, x: days.indexOf(dayOf(id)), y: rows++ });
    rows += 1; // a free row between two groups
  }
  const edges = copies.map((copy) => ({
    copy,
    from: nodes.get(copy.left)!,
    to: nodes.get(copy.right)!,
  }));
  return { nodes: [...nodes.values()], edges, days, rows: Math.max(0, rows - 1) };
}
