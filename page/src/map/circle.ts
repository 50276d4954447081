// Circles in true scale on the globe, and what a kilometre is on the map.

const EARTH_KM = 6371;
const ROUND_KM = 40_075.017;
const TILE = 512;
const MOST_NORTH = 85;

/** Points of a circle round a place (degrees, WGS 84), closed. */
export function circle(lat: number, lon: number, radiusKm: number, points: number): number[][] {
  const [phi, angle] = [(lat * Math.PI) / 180, Math.min(radiusKm / EARTH_KM, Math.PI / 2)];
  const ring = Array.from({ length: points }, (_, i) => {
    const bearing = (-2 * Math.PI * i) / points;
    const sine =
      Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
      Math.cos(angle) - Math.sin(phi) * sine,
    );
    const north = (Math.asin(Math.max(-1, Math.min(1, sine))) * 180) / Math.PI;
    return [lon + (east * 180) / Math.PI, Math.max(-MOST_NORTH, Math.min(MOST_NORTH, north))];
  });
  return [...ring, ring[0]!];
}

/** Pixels that a kilometre has on the map at a latitude. */
export function pixelsPerKm(lat: number, zoom: number): number {
  const shrink = Math.cos((Math.min(Math.abs(lat), MOST_NORTH) * Math.PI) / 180);
  return (TILE * 2 ** zoom) / (ROUND_KM * shrink);
}

/** Where a place lies on the map of the world at a zoom, in pixels. */
export function pixel(lat: number, lon: number, zoom: number): [number, number] {
  const size = TILE * 2 ** zoom;
  const held = Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat));
  const sine = Math.sin((held * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [((lon + 180) / 360) * size, y * size];
}
