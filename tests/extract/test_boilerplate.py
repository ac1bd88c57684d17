from __future__ import annotations

import pytest

from bomca_cli import parse

NEWS = "EU helps\n\nCameras were handed over to the border service of Kyrgyzstan in Osh.\n\n"


@pytest.mark.parametrize(
    "passage",
    [
        "First BOMCA operations began in Central Asia in 2003. The European Union allocated EUR 5 million to it.",
        "The Programme is imple-mented by the Consortium of partners led by the State Border Guard of Latvia:",
        "This Programme is funded by the European Union",
        "The European Union is made up of 28 Member States. Together they have built a zone of stability.",
        "About BOMCA\n\nIt has been at work for many years in the region.",
        "Справка. Программа работает давно.",
        "Delegation of the European Union to\nTajikistan\n\n74 Example street\n734013 Dushanbe",
    ],
)
def test_what_releases_repeat(passage: str) -> None:
    release = parse(NEWS + passage)
    assert [release.quote(span) for span in release.boilerplate] == [passage]


@pytest.mark.parametrize(
    "sentence",
    [
        "The European Union allocated a sum of EUR 2 million for new scanners in Kyrgyzstan.",
        "The new centre has served the region since its launch in 2003.",
        "The EU Delegation to Tajikistan reports that the work goes on.",
        "He spoke about BOMCA and the background of it for an hour.",
    ],
)
def test_news_that_only_sounds_alike(sentence: str) -> None:
    assert parse(NEWS + sentence).boilerplate == ()


def test_counts_of_boilerplate_are_not_those_of_the_news() -> None:
    text = NEWS + "70 officers came.\n\nThe European Union is made up of 28 Member States."
    assert [item.unit for item in parse(text).quantities] == ["officers"]


def test_sums_of_other_news_are_not_those_of_the_release() -> None:
    text = NEWS + "It cost EUR 5,000.\n\nRead also\nGold price rises to USD 2,650 an ounce\nCotton harvest is in\n"
    assert [item.currency for item in parse(text).amounts] == ["EUR"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("USD/KZT 145.92   EUR/KZT 207.41   RUB/KZT 5.22", []),
        (
            "has raised the budget of the ninth phase of its programme, BOMCA 9, from EUR 5 million to EUR 6.6 million",
            ["5000000", "6600000"],
        ),
        ("from EUR 5 million to EUR 6.6 million a year", ["5000000"]),
    ],
)
def test_rates_and_changes_are_no_ranges(text: str, values: list[str]) -> None:
    assert [str(item.value) for item in parse(text).amounts] == values
