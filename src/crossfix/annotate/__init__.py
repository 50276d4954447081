"""What the text says of itself: blocks, voices, times, figures, toponyms, attributions."""
