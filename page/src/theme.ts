// Light or dark: as the system says until the reader chooses; the choice is kept.
import { effect, signal } from "@preact/signals";

const KEY = "crossfix-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a file opened from the disk may have no storage
  }
}

export const dark = signal((kept() ?? (system.matches ? "dark" : "light")) === "dark");

system.addEventListener("change", (event) => {
  if (!kept()) dark.value = event.matches;
});

effect(() => {
  document.documentElement.dataset.theme = dark.value ? "dark" : "light";
});

/** Change over, and remember it. */
export function toggleTheme(): void {
  dark.value = !dark.value;
  try {
    localStorage.setItem(KEY, dark.value ? "dark" : "light");
  } catch {
    // without storage the choice lasts as long as the page
  }
}
