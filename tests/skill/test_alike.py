"""Equal tables become one object, and nothing else changes."""

from __future__ import annotations

from skill.alike import Alike


class Book:
    def __init__(self, **tables: object) -> None:
        for name, table in tables.items():
            setattr(self, name, table)


def test_equal_tables_of_several_books_become_one_and_others_stay_apart() -> None:
    calf, thigh = "calf", object()
    first = Book(index={"a": {"x": [calf, thigh], "y": [thigh]}, "b": {"z": [calf]}})
    second = Book(index={"a": {"x": [calf, thigh], "y": [thigh, calf]}, "b": {"z": [calf]}}, name="second")
    alike = Alike()
    alike.share(first)
    alike.share(second)
    assert vars(first) == {"index": {"a": {"x": [calf, thigh], "y": [thigh]}, "b": {"z": [calf]}}}
    assert vars(second) == {
        "index": {"a": {"x": [calf, thigh], "y": [thigh, calf]}, "b": {"z": [calf]}},
        "name": "second",
    }
    one, other = vars(first)["index"], vars(second)["index"]
    assert one["b"] is other["b"]
    assert one["a"]["x"] is other["a"]["x"]
    assert one["a"] is not other["a"]


def test_tables_of_the_same_words_for_other_things_stay_apart() -> None:
    first, second = Book(index={"x": ["a"]}), Book(index={"x": ("a",)})
    alike = Alike()
    alike.share(first)
    alike.share(second)
    assert vars(first)["index"] == {"x": ["a"]}
    assert vars(second)["index"] == {"x": ("a",)}


def test_the_order_of_a_table_is_part_of_it() -> None:
    first, second = Book(index={"x": 1, "y": 2}), Book(index={"y": 2, "x": 1})
    alike = Alike()
    alike.share(first)
    alike.share(second)
    assert list(vars(first)["index"]) == ["x", "y"]
    assert list(vars(second)["index"]) == ["y", "x"]
