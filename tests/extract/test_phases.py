from __future__ import annotations

import pytest
from reading import layout_of

from bomca_cli.extract import phases

BOMCA = [
    ("BOMCA 9", [9]),
    ("BOMCA-9", [9]),
    ("BOMCA10 aims", [10]),
    ("(BOMCA- 10)", [10]),
    ("BOMCA–11", [11]),
    ("the BOMCA 9 Programme", [9]),
    ("BOMCA IX", [9]),
    ("its 9th implementation phase (2015 - 2018)", [9]),
    ("the ninth phase of BOMCA", [9]),
    ("Phase nine of the programme", [9]),
    ("in phase 9, in Phase 10", [9, 10]),
    ("phases 8 and 9", [8, 9]),
    ("phases 1-3", [1, 2, 3]),
    ("Under phases 6, 7 and 8, when", [6, 7, 8]),
    ("phases 6, 7, and 8", [6, 7, 8]),
    ("the eighth and ninth phases", [8, 9]),
    ("the 10th and current phase", [10]),
    ("The Programme has gone through 8 phases so far. The eighth was announced in July.", [8]),
    ("the IX phase", [9]),
    ("БОМКА 10", [10]),
    ("БОМКА-10", [10]),
    ("10-й этап", [10]),
    ("в рамках 10-й фазы программы", [10]),
    ("девятой фазы", [9]),
    ("десятого этапа", [10]),
    ("9-я фаза Программы содействия управлению границами в Центральной Азии", [9]),
    ("одиннадцатая фаза", [11]),
    ("Предыдущий, девятый, этап (2015–2020)", [9]),
    ("Border Management Programme in Central Asia, Phase 10", [10]),
    ("CADAP and BOMCA met. Its tenth phase has begun.", [10]),
    ("The current phase, the tenth, ends in 2025.", [10]),
    ("Under the new (10th) phase of BOMCA", [10]),
    ("Two phases, the eighth and the ninth, were evaluated.", [8, 9]),
    ("the eighth, ninth and tenth phases", [8, 9, 10]),
    ("from the eighth to the tenth phase", [8, 10]),
    ("BOMCA 8 and 9", [8, 9]),
    ("the sixth phase of CADAP and the ninth of BOMCA", [9]),
    ("Новая, десятая по счёту, фаза программы представлена.", [10]),
    ("Её нынешний этап, десятый, завершится в сентябре.", [10]),
    ("Программа прошла три этапа: седьмой, восьмой и девятый.", [7, 8, 9]),
    ("в рамках новой (десятой) фазы", [10]),
    ("Десятая БОМКА: что получит Узбекистан", [10]),
    ("10 фаза БОМКА", [10]),
]

NOT_BOMCA = [
    "BOMCA, 6 December 2024",
    "BOMCA 2016",
    "BOMCA 6 December 2024",
    "BOMCA 9.5",
    "CADAP 6",
    "the sixth phase of the Central Asia Drug Action Programme",
    "CADAP entered its sixth phase",
    "Under earlier phases 9 outposts were built",
    "through 8 phases so far",
    "the first phase-out",
    "VI региональное заседание программы БОМКА",
    "the 4th Regional Steering Group",
    "шестая фаза программы КАДАП",
    "за первые девять этапов программы",
    "The tenth BOMCA steering committee met.",
    "In this phase, first, the needs are assessed.",
    "This phase, the second course in a row, was held.",
    "the second phase of the training",
    "phase 1 of the construction",
    "CADAP's current phase, the seventh, ends in 2025.",
    "за 5 этапов",
    "На этом этапе, во-первых, обучили офицеров.",
    "CADAP helps ministries of health. It was given EUR 21.1 million, and its fifth phase has ended.",
    "Соседняя программа, КАДАП, тоже получила продление. Её пятая фаза занимается лечением зависимых.",
]


@pytest.mark.parametrize(("text", "numbers"), BOMCA)
def test_phases_of_bomca(text: str, numbers: list[int]) -> None:
    found = phases.find(layout_of(text))
    assert sorted({ref.number for ref in found if ref.programme == "BOMCA" and ref.number}) == numbers


@pytest.mark.parametrize("text", NOT_BOMCA)
def test_what_is_no_phase_of_bomca(text: str) -> None:
    found = phases.find(layout_of(text))
    assert [ref.number for ref in found if ref.programme == "BOMCA" and ref.number] == []


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("The next phase is on the way.", "next"),
        ("under this phase", "this"),
        ("Its current phase", "this"),
        ("the previous phase", "previous"),
        ("на следующую фазу", "next"),
        ("нынешний этап", "this"),
        ("На следующую фазу потребуется меньше, чем на нынешнюю.", "next this"),
        ("The next phase costs less than the current one.", "next this"),
    ],
)
def test_relative_phases(text: str, relative: str) -> None:
    assert [ref.relative for ref in phases.find(layout_of(text))] == relative.split()
