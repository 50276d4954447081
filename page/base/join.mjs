// Joins the shapes of a topology that the map draws alike, and lines where they meet.
import { feature, mergeArcs, meshArcs } from "topojson-client";
import { topology as topologyOf } from "topojson-server";

const isLine = ({ type }) => type.endsWith("LineString");

function* joinAlike(topology, geometries) {
  const alike = new Map();
  for (const geometry of geometries.filter(({ type }) => type)) {
    const key = JSON.stringify(geometry.properties ?? {});
    alike.set(key, [...(alike.get(key) ?? []), geometry]);
  }
  for (const group of alike.values()) {
    const join = isLine(group[0]) ? joinLines : mergeArcs;
    yield { ...join(topology, group), properties: group[0].properties };
  }
}

function joinLines(topology, geometries) {
  return meshArcs(topology, { type: "GeometryCollection", geometries });
}

/** A topology whose shapes with the same properties are one; what is shared is cut anew. */
export function joined(topology) {
  const objects = Object.entries(topology.objects).map(([name, { geometries }]) => {
    const joint = { type: "GeometryCollection", geometries: [...joinAlike(topology, geometries)] };
    return [name, feature(topology, joint)];
  });
  return topologyOf(Object.fromEntries(objects));
}
