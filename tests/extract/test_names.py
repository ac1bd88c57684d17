"""Title, place and countries of short texts."""

from __future__ import annotations

import pytest
from reading import layout_of

from bomca_cli.extract import countries, heading, place
from bomca_cli.extract.boilerplate import Boilerplate
from bomca_cli.extract.news import News
from bomca_cli.extract.tokens import Tokens
from bomca_cli.release import Span

DAY = "5 May 2016"


def news_of(text: str) -> News:
    layout = layout_of(text)
    dates = [Span(at, at + len(DAY)) for at in range(len(text)) if text.startswith(DAY, at)]
    return News(layout, heading.title_lines(layout, dates), dates, Boilerplate(layout))


def title_of(text: str) -> str | None:
    news = news_of(text)
    found = heading.title(news.layout, news.title)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("EU helps\n\nLong story.", "EU helps"),
        (f" For release on {DAY} \nEU helps\nThe story. It is long.", "EU helps"),
        (f"{DAY}\n\nEU helps\n\nThe story.", "EU helps"),
        ("[image: image1.png]\n\n\n[image: image3.png]\n\nEU helps \n\nStory.", "EU helps"),
        ("   EU helps (BOMCA)\n\nsums up what was done\n\nDushanbe\nStory.", "EU helps (BOMCA) sums up what was done"),
        (f"EU helps ({DAY})\n\nStory.", "EU helps"),
        (f" date {DAY} \nEU helps\n\nStory.", "EU helps"),
        ("PRESS RELEASE\n\nEU helps\n\nStory.", "EU helps"),
        ("ПРЕСС-РЕЛИЗ\n\nЕС помогает\n\nТекст.", "ЕС помогает"),
        (
            "EU helps border\nservices of the region\n\nThe story is long. It goes on.",
            "EU helps border services of the region",
        ),
        (
            "EU helps border services of the\nNorth\n\nThe story is long. It goes on.",
            "EU helps border services of the North",
        ),
        ("Instituti\u00adonal help\n\nStory.", "Institutional help"),
        ("\x1b[31mRed\x1b[0m help\n\nStory.", "Red help"),
        ("Title: EU helps\n\nStory.", "EU helps"),
        (f"DUSHANBE, {DAY} – The Union has handed over a set of cameras. It is new. It is good.", None),
        (f"Home / News / Security\n{DAY}\nEU helps\nA long story. It goes on.", "EU helps"),
        ("USD 12 650.15   EUR 13 702.98\nUZ | RU | EN\n\nEU helps\n\nStory.", "EU helps"),
        (f" source eeas.europa.eu\nEU helps\nEU helps\n{DAY} - 11:20\n\nStory.", "EU helps"),
        (
            "EU HELPS ALL OF\nTHE BORDER SERVICES\nOF THE NORTH\n\nStory. It goes on.",
            "EU HELPS ALL OF THE BORDER SERVICES OF THE NORTH",
        ),
        (f"EU helps\nall services\n{DAY}\nA story that is long. It goes on.", "EU helps all services"),
        ("", None),
        ("12345", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (f"Help\n\nDUSHANBE, {DAY}. Cameras were handed over.", "Dushanbe"),
        (f"Help\n\nDushanbe, {DAY}\n\nCameras were handed over.", "Dushanbe"),
        ("Help\n\nBISHKEK (TCA) — Cameras were handed over.", "Bishkek"),
        (f"Help\n\n{DAY}, Termez, Uzbekistan. Cameras were handed over.", "Termez"),
        ("Help\n\nTashkent, Uzbekistan (UzDaily.com) -- Cameras were handed over.", "Tashkent"),
        (f"Help\n\nZarya, {DAY} – Cameras were handed over.", "Zarya"),
        ("A mission takes place in Dushanbe\n\nCameras were handed over.", "Dushanbe"),
        ("Bishkek hosts a conference\n\nCameras were handed over.", "Bishkek"),
        ("Help\n\nOn 13 May in Osh, cameras were handed over to the schools.", "Osh"),
        ("Help\n\nThe mission visits Dushanbe with the aim to support the services.", "Dushanbe"),
        ("Помощь\n\n20 августа в Ашхабаде программа вручила службе два автомобиля.", "Ашхабад"),
        ("Помощь\n\nВ городе Мары прошёл семинар для сотрудников пограничной службы.", "Мары"),
        ("Help\n\nThey stand at the checkpoint “Dostuk” in Osh region and are new.", None),
        ("Help\n\nCameras were handed over to the border service of the country.", None),
        ("Help\n\n• Location: Khorog\n\nCameras were handed over.", "Khorog"),
        (f"Help\n\n15:47, {DAY}, Bishkek - 24.kg news agency\n\nCameras were handed over.", "Bishkek"),
        (f"Помощь\n\nNCA, {DAY} — Вчера в Ашхабаде программа вручила службе два автомобиля.", "Ашхабад"),
        (
            f"EU helps\n\nEU helps\n\n{DAY}\n\nA seminar on forged documents was held in Ashgabat for officers.",
            "Ashgabat",
        ),
        (f"Help\n\nBRUSSELS/BISHKEK, {DAY} (TCA) – Cameras were handed over.", "Bishkek"),
        ("Помощь\n\nДушанбе. В Таджикистане с прошлой недели работает миссия технической помощи.", "Душанбе"),
        ("Help\n\nAlmaty hosted the yearly conference of the border services.", "Almaty"),
        ("Помощь\n\nВ порту Туркменбаши прошёл курс для сотрудников службы.", "Туркменбаши"),
    ],
)
def test_place(text: str, town: str | None) -> None:
    found = place.find(news_of(text))
    assert (found.value if found else None) == town


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Help\n\n• Country: Kyrgyzstan\n\nThe Tajik service got cameras too, they say.", "KG"),
        ("Help\n\n• Country: All region\n\nCameras were handed over.", "KZ KG TJ TM UZ"),
        ("Help\n\n• Country: Kazakhstan, Uzbekistan\n\nCameras were handed over.", "KZ UZ"),
        ("Помощь\n\n• Страна: Казахстан\n\nВручены камеры.", "KZ"),
        ("Tajik guards get cameras\n\nThe set came from Latvia and crossed Uzbekistan.", "TJ"),
        ("У таджикских пограничников камеры\n\nИх поставят на таджикско-афганской границе.", "TJ"),
        ("Застава открыта\n\nНа таджикско-афганском участке открыта застава в Таджикистане.", "TJ"),
        ("A post opens\n\nThe post on the Tajik-Afghan section of the frontier in Tajikistan opened.", "TJ"),
        ("Help\n\nThe set was given to the services of all five countries of Central Asia.", "KZ KG TJ TM UZ"),
        ("Help\n\nTeachers from Kazakhstan, Kyrgyzstan and Tajikistan met in Osh for a week.", "KZ KG TJ"),
        ("Help\n\nThe posts on the Tajik-Afghan border of Tajikistan got cameras yesterday.", "TJ"),
        ("Help\n\nCameras went to Osh. BOMCA works in Kazakhstan, Kyrgyzstan, Tajikistan and Uzbekistan.", "KG"),
        ("Kazakh and Uzbek officers meet\n\nThey met.", "KZ UZ"),
        ("Help\n\nAfghan officers trained in Dushanbe on the border with Afghanistan.", "AF"),
        ("Help\n\nNobody knows where.", ""),
    ],
)
def test_countries(text: str, codes: str) -> None:
    news = news_of(text)
    assert [value.value for value in countries.find(news, place.find(news))] == codes.split()


@pytest.mark.parametrize(
    ("text", "code"),
    [("The Union helps", "en"), ("Союз помогает", "ru"), ("БОМКА и ICMPD вместе", "ru"), ("", "en"), ("5", "en")],
)
def test_language(text: str, code: str) -> None:
    assert heading.language(Tokens(text)) == code
