import io

from speech.annotations import Annotation, Expected
from speech.evaluation import Judged
from speech.evaluation_report import as_json, show
from speech.understanding import Understood


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def one(expected: str, understood: str, text: str = "[bold] :tada: words") -> Judged:
    right = Expected(expected)
    return Judged(
        Annotation(text, (right,), place="data[0]"), Understood(text, understood, {}, 0.4, "scored"), right, ()
    )


def report(judged: list[Judged], out: io.StringIO) -> str:
    show(judged, out, "a.json")
    return out.getvalue()


def test_a_terminal_gets_lines_around_its_tables_and_a_pipe_does_not() -> None:
    judged = [one("A", "A"), one("A", "B")]
    assert "─" in report(judged, Terminal())
    assert "─" not in report(judged, io.StringIO())


def test_what_was_said_stands_there_as_it_is() -> None:
    assert '"[bold] :tada: words"' in report([one("A", "B")], io.StringIO())


def test_of_one_mistake_five_sentences_are_shown() -> None:
    judged = [one("A", "B", f"sentence {number}") for number in range(9)]
    shown = report(judged, io.StringIO())
    assert "A taken for B: 9" in shown
    assert ("sentence 4" in shown, "sentence 5" in shown) == (True, False)
    assert [len(worst["sentences"]) for worst in as_json(judged)["worst"]] == [5]


def test_a_big_matrix_shows_the_intents_confused_most_and_counts_the_others() -> None:
    judged = [one(f"Z{number:02}", "Often") for number in range(30)] + [one("Z29", "Often"), one("Z29", "Often")]
    shown = report(judged, io.StringIO())
    assert "(16 more intents)" in shown
    matrix = shown.split("confusion: ")[1].split("\n\n")[0]
    assert len(matrix.splitlines()) == 1 + 1 + 15
    assert "15 Z29" in matrix
    assert "Z28" not in matrix
    assert len(as_json(judged)["confusion"]) == 30
