"""``python -m generator`` is the command ``agreements``."""

from generator.cli import main

main()
