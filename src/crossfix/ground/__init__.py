"""What names stand for: places on the map, sources as persons and institutions."""
