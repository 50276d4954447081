"""What is told: events, claims, forecasts, and the gaps between promise and evidence."""
