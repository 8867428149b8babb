"""How well the reader reads: own labelled texts always, the shared labelled set where it stands beside the project."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.domain.names import name_key
from bot.reading.reader import read_document
from bot.reading.rows import document_of, row_of

OWN = Path(__file__).parent / "own_texts.jsonl"
SHARED = Path(__file__).parents[3] / "shared"
FLOOR_OWN, FLOOR_SHARED = 0.97, 0.86


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _key(claim: dict[str, Any]) -> tuple[object, ...]:
    value = claim.get("value")
    return (
        claim["kind"],
        name_key(claim["subject"]),
        name_key(claim["metric"]),
        None if value is None else f"{value:.2g}",
    )


def _f1(expected: list[tuple[object, ...]], found: list[tuple[object, ...]]) -> float:
    left = list(found)
    right = sum(1 for key in expected if key in left and left.remove(key) is None)
    return 2 * right / (len(expected) + len(found))


def test_own_texts_are_read_almost_without_fault() -> None:
    expected: list[tuple[object, ...]] = []
    found: list[tuple[object, ...]] = []
    for row in _rows(OWN):
        claims = row_of(row["id"], read_document(document_of(row)))["claims"]
        expected += [(row["id"], *_key(claim)) for claim in row["claims"]]
        found += [(row["id"], *_key(claim)) for claim in claims]
    assert _f1(expected, found) >= FLOOR_OWN


@pytest.mark.skipif(not (SHARED / "score_claims.py").exists(), reason="the shared labelled set is not here")
def test_the_shared_set_is_read_above_its_floor(tmp_path: Path) -> None:
    gold = SHARED / "gold" / "dev.jsonl"
    predicted = tmp_path / "predicted.jsonl"
    rows = [row_of(row["id"], read_document(document_of(row))) for row in _rows(gold)]
    predicted.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score_claims.py"), str(gold), str(predicted)]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (line,) = [line for line in table.splitlines() if line.startswith("all claims")]
    assert float(line.split()[4]) >= FLOOR_SHARED
