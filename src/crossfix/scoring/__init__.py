"""Forecasts that were registered, what became of them, and how good they were.

``records`` holds the records, ``entries`` joins forecasts with their resolutions, ``topics``
says what a forecast is about, ``measures`` holds the formulas, ``scorecard`` the whole score.
``docs/forecasts.md`` tells what is counted and what is not.
"""
