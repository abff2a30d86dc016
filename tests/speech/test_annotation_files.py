import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from speech.annotation_files import read_annotations, write_annotations
from speech.annotations import Annotation, AnnotationError, Expected
from speech.understanding import Eliciting

BIKE_SHOP = Path(__file__).parent / "annotations" / "bike_shop.json"
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "annotation-sets.md"

CSV = """utterance,referenceTimestamp,intent,slot[bike],slot[extras]
rent a racer,,RentBikeIntent,road,
"rent it, with a lock",2026-11-22T23:50:02.135Z,RentBikeIntent,,lock|
rent a racer and a trailer,,RentBikeIntent,road,helmet|trailer
stop,,AMAZON.StopIntent,,
,,AMAZON.CancelIntent,,
"""


def in_file(folder: Path, name: str, text: str | dict[str, Any]) -> Path:
    file = folder / name
    file.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    return file


def row(**inputs: Any) -> dict[str, Any]:
    return {"inputs": {"utterance": "help"} | inputs, "expected": [{"intent": {"name": "AMAZON.HelpIntent"}}]}


def expecting(slots: object) -> dict[str, Any]:
    return {"inputs": {"utterance": "rent it"}, "expected": [{"intent": {"name": "RentBikeIntent", "slots": slots}}]}


def test_amazons_json_is_read_with_alternatives_lists_and_the_day() -> None:
    found = read_annotations(BIKE_SHOP)
    assert found[1].day == date(2026, 12, 31)
    assert found[2].expected[0].slots == {"bike": "hardtail", "extras": ("helmet", "lock")}
    assert [choice.intent for choice in found[3].expected] == ["PriceIntent", "RepairStatusIntent"]
    assert found[4].eliciting == Eliciting("BookRepairIntent", "bike")
    assert found[5].place == "data[5]"


@pytest.mark.parametrize(("language", "sentences"), [("json", 1), ("csv", 3)])
def test_the_examples_of_the_documentation_are_sets(tmp_path: Path, language: str, sentences: int) -> None:
    _, page = DOCUMENTATION.read_text(encoding="utf-8").split(f"## {language.upper()}\n", 1)
    example = page.split("```")[1].removeprefix(language).lstrip("\n")
    assert len(read_annotations(in_file(tmp_path, f"a.{language}", example))) == sentences


def test_the_older_json_and_a_slot_without_a_value_are_read(tmp_path: Path) -> None:
    file = in_file(
        tmp_path,
        "old.json",
        {"data": [expecting({"bike": {"value": "road"}, "count": {}, "length": {"slotValue": {"value": None}}})]},
    )
    assert read_annotations(file) == [Annotation("rent it", (Expected("RentBikeIntent", {"bike": "road"}),))]


def test_expecting_no_intent_is_expecting_fallback(tmp_path: Path) -> None:
    file = in_file(tmp_path, "a.json", {"data": [row() | {"expected": [{"intent": {"name": None}}]}]})
    assert read_annotations(file)[0].expected == (Expected("AMAZON.FallbackIntent"),)


def test_amazons_csv_is_read_with_lists_and_alternatives(tmp_path: Path) -> None:
    racer, lock, both, stop = read_annotations(in_file(tmp_path, "a.csv", "\ufeff" + CSV))
    assert (racer.expected, racer.timestamp, racer.place) == (
        (Expected("RentBikeIntent", {"bike": "road"}),),
        None,
        "line 2",
    )
    assert (lock.utterance, lock.day) == ("rent it, with a lock", date(2026, 11, 22))
    assert lock.expected[0].slots == {"extras": ("lock",)}
    assert both.expected[0].slots == {"bike": "road", "extras": ("helmet", "trailer")}
    assert stop.expected == (Expected("AMAZON.StopIntent"), Expected("AMAZON.CancelIntent"))


def test_a_set_without_questions_comes_back_whole_from_csv(tmp_path: Path) -> None:
    before = [one for one in read_annotations(BIKE_SHOP) if one.eliciting is None]
    write_annotations(tmp_path / "a.csv", before)
    assert read_annotations(tmp_path / "a.csv") == before


def test_any_set_comes_back_whole_from_json(tmp_path: Path) -> None:
    write_annotations(tmp_path / "a.json", read_annotations(BIKE_SHOP))
    assert json.loads((tmp_path / "a.json").read_text()) == json.loads(BIKE_SHOP.read_text())


def test_csv_drops_the_question_that_is_answered(tmp_path: Path) -> None:
    write_annotations(tmp_path / "a.csv", read_annotations(BIKE_SHOP))
    assert "eliciting" not in (tmp_path / "a.csv").read_text()
    assert [one.eliciting for one in read_annotations(tmp_path / "a.csv")] == [None] * 6


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "top level: expected an object"),
        ("{}", 'expected {"data": [...]}'),
        ({"data": []}, "no annotations in it"),
        ({"data": [row(), 7]}, "data[1]: expected an object"),
        ({"data": [row(utterance=" ")]}, "data[0].inputs.utterance: expected some text"),
        ({"data": [row() | {"expected": []}]}, "data[0].expected: expected a list"),
        ({"data": [row() | {"expected": [{"intent": {}}]}]}, "data[0].expected[0].intent.name: expected some text"),
        ({"data": [row(referenceTimestamp="soon")]}, "referenceTimestamp is a time like 2026-11-22T09:00:00Z"),
        ({"data": [row(referenceTimestamp="0001-01-01T00:00:00+14:00")]}, "referenceTimestamp is a time like"),
        ({"data": [row(referenceTimestamp=7)]}, "data[0].inputs.referenceTimestamp: expected some text"),
        ({"data": [row(eliciting="bike")]}, "data[0].inputs.eliciting: expected an object"),
        ({"data": [row(eliciting={"slot": "bike"})]}, "data[0].inputs.eliciting.intent: expected some text"),
        ({"data": [expecting([])]}, "data[0].expected[0].intent.slots: expected an object"),
        ({"data": [expecting({"bike": "road"})]}, "intent.slots.bike: expected an object"),
        ({"data": [expecting({"bike": {"value": 7}})]}, "intent.slots.bike: expected some text"),
        ({"data": [expecting({"extras": {"slotValue": {"type": "List"}}})]}, "a List has a list of values"),
    ],
)  # fmt: skip
def test_a_broken_json_set_gets_one_line_with_file_and_row(tmp_path: Path, text: Any, complaint: str) -> None:
    file = in_file(tmp_path, "a.json", text)
    with pytest.raises(AnnotationError) as refusal:
        read_annotations(file)
    assert str(refusal.value).startswith(f"{file}: ")
    assert complaint in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "line 1: no column 'utterance'"),
        ("utterance\nhelp\n", "line 1: no column 'intent'"),
        ("utterance,intent,bike\n", "line 1: unknown column 'bike'"),
        ("utterance,intent,intent\n", "line 1: the column 'intent' stands there twice"),
        ("utterance,intent\n", "no annotations in it"),
        ("utterance,intent\nrent it, now,RentBikeIntent\n", "line 2: 3 cells where the first line has 2"),
        ("utterance,intent\nhelp,\n", "line 2: no intent"),
        ("utterance,intent\n,AMAZON.HelpIntent\n", "line 2: no utterance"),
        ("utterance,referenceTimestamp,intent\nhelp,noon,AMAZON.HelpIntent\n", "line 2: referenceTimestamp is a time"),
        ('utterance,intent\n"rent" it,RentBikeIntent\n', "line 2: not CSV"),
    ],
)  # fmt: skip
def test_a_broken_csv_set_gets_one_line_with_file_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    file = in_file(tmp_path, "a.csv", text)
    with pytest.raises(AnnotationError) as refusal:
        read_annotations(file)
    assert str(refusal.value).startswith(f"{file}: ")
    assert complaint in str(refusal.value)


def test_what_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"utterance,intent\n\xff\n")
    with pytest.raises(AnnotationError, match="not UTF-8"):
        read_annotations(tmp_path / "a.csv")
    with pytest.raises(AnnotationError, match="can't read the annotation set: No such file"):
        read_annotations(tmp_path / "b.csv")


def test_a_set_that_cannot_be_written_is_refused_and_no_file_is_harmed(tmp_path: Path) -> None:
    kept = in_file(tmp_path, "kept.csv", CSV)
    barred = [Annotation("rent it", (Expected("RentBikeIntent", {"bike": "road|city"}),), place="data[0]")]
    with pytest.raises(AnnotationError, match=r"data\[0\]: CSV can't hold"):
        write_annotations(kept, barred)
    assert kept.read_text() == CSV
    with pytest.raises(AnnotationError, match=r"ends in \.csv or \.json"):
        write_annotations(tmp_path / "a.yaml", barred)
    with pytest.raises(AnnotationError, match="can't write the annotation set"):
        write_annotations(tmp_path / "nowhere" / "a.json", barred)
