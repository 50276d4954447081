// Bars in lanes: each in the first lane that has room for it.

/** Something that takes room from `from` to `to`, on any scale. */
export interface Room {
  from: number;
  to: number;
}

/** The lane of each, so that nothing in a lane touches its neighbour; `gap` lies between them. */
export function inLanes(rooms: readonly Room[], gap = 0): number[] {
  const lanes = new Array<number>(rooms.length);
  const ends: number[] = [];
  const order = rooms.map((_, i) => i);
  order.sort((i, j) => rooms[i]!.from - rooms[j]!.from || rooms[i]!.to - rooms[j]!.to || i - j);
  for (const i of order) {
    const { from, to } = rooms[i]!;
    const free = ends.findIndex((end) => end + gap <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = to;
    lanes[i] = lane;
  }
  return lanes;
}
