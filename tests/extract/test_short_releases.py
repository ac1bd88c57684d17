"""Short releases of every kind: openings.txt for their titles, places and days, releases.txt for all that they tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from bomca_cli import parse

HERE = Path(__file__).parent
NEWS = (
    "The Border Management Programme in Central Asia gave the border guards of the country a set of devices that read "
    "travel documents, and twelve officers learned how to use them in practice. The devices will be kept at the "
    "training centre."
)
RU_NEWS = (
    "Программа содействия управлению границами в Центральной Азии вручила пограничникам страны набор приборов для "
    "проверки документов, а двенадцать офицеров научились работать с ними на практике. Приборы будут храниться в "
    "учебном центре."
)


def items(name: str) -> list[tuple[str, str]]:
    """The items of a table: their first lines and the rest."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [(head, rest) for head, _, rest in (item.partition("\n") for item in text.split("\n=== ")[1:])]


@pytest.mark.parametrize(("head", "text"), items("openings.txt"))
def test_title_place_and_day(head: str, text: str) -> None:
    title, place, day = head.rsplit(" | ", 2)
    release = parse(text.replace("[news]", NEWS).replace("[новость]", RU_NEWS))
    assert release.title is not None
    assert (release.title.value, release.release_date) == (title, day or None)
    assert (release.place.value if release.place else "") == place


@pytest.mark.parametrize("rest", [rest for _, rest in items("releases.txt")])
def test_what_a_short_release_tells(rest: str) -> None:
    fields, _, text = rest.partition("\n---\n")
    told = dict.fromkeys(["title", "place", "date", "events", "phases", "contacts"], "")
    told |= {name: value.strip() for name, _, value in (line.partition(":") for line in fields.splitlines())}
    release = parse(text.strip())
    read = {
        "title": release.title.value if release.title else "",
        "place": release.place.value if release.place else "",
        "date": release.release_date or "",
        "events": sorted("/".join(filter(None, (event.start, event.end))) for event in release.events),
        "phases": sorted(str(phase.number) for phase in release.phases),
        "contacts": sorted(contact.name.value for contact in release.contacts if contact.name),
    }
    expected = {name: split(value) if isinstance(read[name], list) else value for name, value in told.items()}
    assert read == expected


def split(values: str) -> list[str]:
    return sorted(value.strip() for value in values.split(";") if value.strip())
