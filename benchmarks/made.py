"""Folders of made-up releases: sentences as such releases have them, put together with a seed, about 4.5 KB each.

usage: python benchmarks/made.py FOLDER COUNT
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

PLACES = {
    "Dushanbe": "Душанбе",
    "Khujand": "Худжанд",
    "Bishkek": "Бишкек",
    "Osh": "Ош",
    "Batken": "Баткен",
    "Tashkent": "Ташкент",
    "Termez": "Термез",
    "Ashgabat": "Ашхабад",
    "Almaty": "Алматы",
    "Astana": "Астана",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
THINGS = (
    *("border guards", "customs officers", "phytosanitary inspectors", "dog handlers", "veterinary services"),
    *("migration officers", "trainers of the academy", "local communities", "experts on risk analysis"),
)
THINGS_RU = (
    *("пограничников", "таможенников", "кинологов", "инспекторов", "преподавателей академии"),
    *("сотрудников миграционной службы", "жителей приграничных сел", "экспертов по анализу рисков"),
)
DEEDS = (
    *("discussed green border monitoring", "visited the crossing point", "took part in a training course"),
    *("received new equipment", "compared methods of risk analysis", "agreed on a joint plan of work"),
    *("were told of best practices", "drafted amendments to the rules", "tested mobile laboratories"),
)
DEEDS_RU = (
    *("обсудили охрану зеленой границы", "посетили пункт пропуска", "приняли участие в учебном курсе"),
    *("получили новое оборудование", "сравнили методы анализа рисков", "согласовали план совместной работы"),
)
SENTENCES = (
    "Some {n} {things} from {place} and {other} {deed} together with colleagues of the neighbouring provinces.",
    "The group also {deed}, and {things} of {other} will go on with this work in the next quarter.",
    "According to the participants, {things} {deed} for the first time since the reform of the service.",
    "The mission was the {n}th of its kind; {things} {deed} and wrote a report on what is still to be done.",
    "“It matters that {things} know each other”, said the head of the office in {place} at the closing ceremony.",
    "On {day} {month} {year} {things} {deed} in {other}.",
    "Equipment worth EUR {sum} was handed over to {things} of {place}.",
)
SENTENCES_RU = (
    "Около {n} {things} из города {place} {deed} вместе с коллегами из соседних областей.",
    "Участники также {deed}, и группа {things} продолжит эту работу в следующем квартале.",
    "{day} {month} {year} года {n} {things} {deed} в городе {other}.",
    "«Важно, чтобы группы {things} знали друг друга», сказал руководитель отделения в городе {place}.",
    "Оборудование на сумму {sum} евро передано для {things} города {place}.",
)
ABOUT = (
    "The European Union allocated a sum of EUR {total} million to BOMCA for the period of 2003 – {end}, out of which "
    "EUR {part} million were assigned to its {phase}th implementation phase ({start} - {end})."
)
ABOUT_RU = (
    "Европейский союз выделил программе БОМКА {total} млн евро на период 2003 – {end} годов, из них {part} млн евро "
    "на {phase}-ю фазу ({start} – {end})."
)
RARE = "xerothermic"  # a word that one release in ten thousand has
SIZE = 4500  # bytes
FOLDER = 500  # files in one folder


def release(number: int, seed: int = 1) -> str:
    """The text of the release with this number; always the same."""
    pick = random.Random(f"{seed} {number}")
    russian = pick.random() < 0.3
    year, month, day = pick.randint(2003, 2024), pick.randint(1, 12), pick.randint(1, 28)
    phase = max(1, (year - 2003) // 2)
    place = pick.choice(list(PLACES))
    said = {"end": year + 2, "start": year - 1, "phase": phase}
    figures = {"total": f"{30 + phase}.{phase % 10}", "part": f"{phase}.6"}
    months, things, deeds = (MONTHS_RU, THINGS_RU, DEEDS_RU) if russian else (MONTHS, THINGS, DEEDS)
    sentences, about = (SENTENCES_RU, ABOUT_RU) if russian else (SENTENCES, ABOUT)

    # A day or a sum stands in some sentences only.
    weights = [0.15 if "{day}" in text or "{sum}" in text else 1.0 for text in sentences]

    def name(place: str) -> str:
        return PLACES[place] if russian else place

    def sentence() -> str:
        return pick.choices(sentences, weights)[0].format(
            n=pick.randint(5, 90),
            things=pick.choice(things),
            deed=pick.choice(deeds),
            place=name(place),
            other=name(pick.choice(list(PLACES))),
            day=pick.randint(1, 28),
            month=months[month - 1],
            year=year,
            sum=f"{pick.randint(5, 400)},{pick.randint(0, 9)}00",
        )

    title = f"{pick.choice(things)} {pick.choice(deeds)} № {number}"
    when = f"{day} {months[month - 1]} {year}{' года' if russian else ''}"
    lines = [f"{title[0].upper()}{title[1:]}", "", f"{name(place)}, {when}. {sentence()}", ""]
    size = 0
    while size < SIZE - 700:
        paragraph = " ".join(sentence() for _ in range(pick.randint(3, 6)))
        size += len(paragraph.encode())
        lines += [paragraph, ""]
    if number % 10_000 == 17:
        lines += [f"The climate there is {RARE} and dry.", ""]
    lines += [
        about.format(**said, **figures),
        "",
        "BOMCA",
        f"Phone: +992 43 300 {number % 10000:04}",
        "office@example.org",
    ]
    return "\n".join(lines) + "\n"


def path(folder: Path, number: int) -> Path:
    """Where the release with this number lies."""
    return folder / f"{number // FOLDER:04}" / f"release_{number:07}.txt"


def make(folder: Path, count: int, seed: int = 1) -> None:
    """Write so many releases; those that are there stay."""
    for number in range(count):
        place = path(folder, number)
        if number % FOLDER == 0:
            place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            place.write_text(release(number, seed), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
