// Colours of the map, light and dark: muted, so that what is told stands out.

export interface Palette {
  water: string;
  land: string;
  urban: string;
  river: string;
  border: string;
  label: string;
  country: string;
  halo: string;
  area: string;
  count: string;
  chosen: string;
  fire: string;
}

export const LIGHT: Palette = {
  water: "#dbe4e6",
  land: "#f6f4ee",
  urban: "#e9e4d8",
  river: "#c3d3d7",
  border: "#a8a294",
  label: "#565c63",
  country: "#868a8d",
  halo: "#f6f4ee",
  area: "#2b5d8c",
  count: "#1d4468",
  chosen: "#9a3d16",
  fire: "#b4540a",
};

export const DARK: Palette = {
  water: "#0e1316",
  land: "#1d2226",
  urban: "#292f34",
  river: "#2b3a41",
  border: "#565c61",
  label: "#a6acb2",
  country: "#7c848b",
  halo: "#15191c",
  area: "#86b4dd",
  count: "#cfe3f5",
  chosen: "#f0946a",
  fire: "#e9b44c",
};
