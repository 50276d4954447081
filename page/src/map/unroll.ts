// Land that lies across the day line, as the plane of the map needs it.
import type { Feature, Geometry, Position } from "geojson";

/**
 * A ring whose longitudes go on past ±180 where it crosses the day line.  One that goes round a
 * pole is closed along the edge of the map.
 */
export function unroll(ring: Position[]): Position[] {
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  const rolled = ring.map(([lon, lat]): Position => {
    const step = lon! + turn - before;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    before = lon! + turn;
    return [before, lat!];
  });
  const [first, last] = [rolled[0], rolled.at(-1)];
  if (!first || !last || Math.abs(last[0]! - first[0]!) < 180) return rolled;
  const pole = 90 * Math.sign(first[1]!);
  return [...rolled, [last[0]!, pole], [first[0]!, pole], first];
}

/** A shape with all its rings unrolled. */
export function unrolled(shape: Feature): Feature {
  const of = (geometry: Geometry): Geometry => {
    if (geometry.type === "Polygon") {
      return { ...geometry, coordinates: geometry.coordinates.map(unroll) };
    }
    if (geometry.type === "MultiPolygon") {
      return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unroll)) };
    }
    return geometry;
  };
  return { ...shape, geometry: of(shape.geometry) };
}

/**
 * A shape of many pieces as many shapes of one: the worker of the map then leaves out at a glance
 * what lies beyond a tile, and need not walk along every coast of the world for each.
 */
export function piecesOf(shape: Feature): Feature[] {
  const { geometry } = shape;
  if (geometry.type === "MultiPolygon") {
    return geometry.coordinates.map((coordinates) => ({
      ...shape,
      geometry: { type: "Polygon", coordinates },
    }));
  }
  if (geometry.type === "MultiLineString") {
    return geometry.coordinates.map((coordinates) => ({
      ...shape,
      geometry: { type: "LineString", coordinates },
    }));
  }
  return [shape];
}
