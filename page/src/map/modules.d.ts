// What the build brings in beside code; each is text (see build.mjs).
declare module "worker:*" {
  const text: string;
  export default text;
}
declare module "base:*" {
  const text: string;
  export default text;
}
declare module "*.topojson" {
  const text: string;
  export default text;
}
