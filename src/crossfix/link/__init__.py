"""Many reports side by side: the same happening, who copied whom, and what conflicts."""
