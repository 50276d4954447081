// Offsets of a ledger count code points; a string here counts UTF-16 units.

/** Where each offset of a ledger lies in the string that holds the report's text. */
export interface Offsets {
  /** How many code points the text has. */
  readonly length: number;
  /** The place in the string of an offset in code points, held within the text. */
  unit(codePoint: number): number;
  /** The offset in code points of a place in the string. */
  codePoint(unit: number): number;
  /** The words from one offset to another, both in code points. */
  slice(start: number, stop: number): string;
}

const isAstral = (text: string): boolean => /[\ud800-\udbff][\udc00-\udfff]/.test(text);

/** The first entry of a rising row that is not below a number. */
function firstNotBelow(rising: Uint32Array, wanted: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function unitsOf(text: string): Uint32Array {
  const units = new Uint32Array(text.length + 1);
  let points = 0;
  for (let unit = 0; unit < text.length; points++) {
    units[points] = unit;
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  }
  units[points] = text.length;
  return units.subarray(0, points + 1);
}

/** The offsets of a text: looked at once, then each is found in one step. */
export function offsetsOf(text: string): Offsets {
  const units = isAstral(text) ? unitsOf(text) : null;
  const length = units ? units.length - 1 : text.length;
  const held = (at: number): number => Math.min(Math.max(at, 0), length);
  const unit = (at: number): number => (units ? units[held(at)]! : held(at));
  return {
    length,
    unit,
    codePoint: (at) => held(units ? firstNotBelow(units, at) : at),
    slice: (start, stop) => text.slice(unit(start), unit(stop)),
  };
}
