"""Puts the programs of a page's example into tabs, one for each language."""

import re
import sys
from pathlib import Path

NAMES = {"yaml": "YAML", "typescript": "TypeScript", "python": "Python", "go": "Go", "java": "Java"}
EXAMPLE = re.compile(r"(## Example\n.*?)(?=\n## )", re.DOTALL)
BLOCK = re.compile(r"```(\w+)\n(.*?)\n```", re.DOTALL)


def tab(block: re.Match[str]) -> str:
    lines = block.group(0).splitlines()
    return f'=== "{NAMES[block.group(1)]}"\n\n' + "\n".join(f"    {line}".rstrip() for line in lines)


for name in sys.argv[1:]:
    page = Path(name)
    page.write_text(EXAMPLE.sub(lambda example: BLOCK.sub(tab, example.group(1)), page.read_text()))
