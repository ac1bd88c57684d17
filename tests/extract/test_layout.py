from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import layout_of


def sentences(text: str) -> list[str]:
    layout = layout_of(text)
    return [text[slice(*layout.tokens.span(*sentence))] for sentence in layout.sentences]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Contact Mr. Doe at once. Thanks.", ["Contact Mr. Doe at once.", "Thanks."]),
        ("Military unit No. 2024 stands. It is old.", ["Military unit No. 2024 stands.", "It is old."]),
        ("A. B. Doe spoke. He left.", ["A. B. Doe spoke.", "He left."]),
        ("Worth 1,6 млн. Евро нет.", ["Worth 1,6 млн. Евро нет."]),
        ("Это было 2 июля 2018 г. Потом ушли.", ["Это было 2 июля 2018 г.", "Потом ушли."]),
        ("Встреча в г. Бишкек прошла.", ["Встреча в г. Бишкек прошла."]),
        ("It cost 1.5 million. Good.", ["It cost 1.5 million.", "Good."]),
        ("“We agreed.” She left.", ["“We agreed.”", "She left."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("Head of the\nDelegation", ["Head of the\nDelegation"]),
        ("Mr. Doe\nRegional Officer\nTel.: 1", ["Mr. Doe", "Regional Officer", "Tel.: 1"]),
        ("the end of winter.///BOMCA, 6 December 2024", ["the end of winter.", "///BOMCA, 6 December 2024"]),
        ("He waited… Nobody came! Why?", ["He waited…", "Nobody came!", "Why?"]),
        ("On Nov. 15 he came. He saw.", ["On Nov. 15 he came.", "He saw."]),
        ("", []),
    ],
)
def test_sentences(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


def test_a_hard_wrapped_paragraph_is_not_cut_at_its_lines() -> None:
    text = (
        "The Border Management Programme in Central Asia has handed over a set\n"
        "Of equipment to the border service of the country, which will be put to\n"
        "use at the crossing points. It is new.\n"
    )
    assert len(sentences(text)) == 2


def test_a_title_above_a_long_line_is_a_sentence_of_its_own() -> None:
    text = "Experts visit the training centre in the capital of the region\n" + "Experts came to see it. " * 20
    assert sentences(text)[0] == "Experts visit the training centre in the capital of the region"


@given(st.text())
def test_every_token_belongs_to_one_sentence_and_one_line(text: str) -> None:
    layout = layout_of(text)
    for ranges in (layout.sentences, layout.lines):
        assert [i for first, last in ranges for i in range(first, last + 1)] == list(range(len(layout.tokens)))
