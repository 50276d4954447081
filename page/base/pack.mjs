// Packs a topology: its arcs, which are nearly all of it, as small numbers in base64.
//
// An arc is the number of its points, then for each point its step from the one before (from
// nothing for the first) on the grid of the topology's transform.  Every number is written in
// groups of seven bits, the low ones first; steps are folded so that small ones of either sign
// stay small (0, -1, 1, -2 … as 0, 1, 2, 3 …).  src/map/unpack.ts reads it.

function* numbers(arcs) {
  yield arcs.length;
  for (const arc of arcs) {
    yield arc.length;
    for (const [x, y] of arc) {
      yield fold(x);
      yield fold(y);
    }
  }
}

const fold = (step) => (step < 0 ? -2 * step - 1 : 2 * step);

function* bytes(numbered) {
  for (let number of numbered) {
    while (number > 127) {
      yield (number & 127) | 128;
      number >>>= 7;
    }
    yield number;
  }
}

/** A topology with `packed` in place of `arcs`; it must be on a grid (have a `transform`). */
export function pack({ arcs, ...topology }) {
  return { ...topology, packed: Buffer.from([...bytes(numbers(arcs))]).toString("base64") };
}
