"""`python -m speech conflicts`: what to mend in a model before it is uploaded, a line each."""

import json
from dataclasses import asdict
from typing import TextIO

from speech.model import InteractionModel
from speech.model_conflicts import find_conflicts


def run(model: InteractionModel, out: TextIO, *, as_data: bool = False) -> bool:
    """Write every conflict to `out`, as lines or as one JSON object; whether there are none."""
    found = find_conflicts(model)
    if as_data:
        data = {"count": len(found), "conflicts": [asdict(conflict) for conflict in found]}
        out.write(json.dumps(data, ensure_ascii=False) + "\n")
    else:
        out.writelines(conflict.message + "\n" for conflict in found)
        out.write(f"{len(found)} conflicts\n" if found else "no conflicts\n")
    return not found
