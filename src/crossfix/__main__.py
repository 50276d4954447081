"""Run the command line as ``python -m crossfix``."""

from crossfix.cli import main

main()
