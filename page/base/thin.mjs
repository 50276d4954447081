// Simplifies a topology: keeps the points that matter to the shape, drops rings that are small.
import { quantize } from "topojson-client";
import {
  filter,
  filterWeight,
  presimplify,
  simplify,
  sphericalRingArea,
  sphericalTriangleArea,
} from "topojson-simplify";

const EARTH_KM2 = 6371 ** 2; // square kilometres a steradian
const STEPS = 1e5; // of a coordinate from one edge of the world to the other: some 400 m

/**
 * A topology without bends that enclose less than `bend` square kilometres and without rings
 * that enclose less than `ring`; its coordinates on a grid.
 */
export function thin(topology, { bend, ring }) {
  const simple = simplify(presimplify(topology, sphericalTriangleArea), bend / EARTH_KM2);
  const large = filterWeight(simple, ring / EARTH_KM2, sphericalRingArea);
  return quantize(filter(simple, large), STEPS);
}
