"""The release's own date in every layout that releases have, and texts that have none."""

from __future__ import annotations

from datetime import date

import pytest
from reading import layout_of

from bomca_cli.extract import dates, dating

TITLE = "Border guards receive new equipment"
NEWS = (
    "The Border Management Programme in Central Asia gave the border guards of the country a set of devices that read "
    "travel documents, and twelve officers learned how to use them in practice."
)
RU_TITLE = "Пограничники получили новую технику"
RU_NEWS = (
    "Программа содействия управлению границами в Центральной Азии вручила пограничникам набор приборов для проверки "
    "документов, а двенадцать офицеров научились работать с ними на практике."
)

DATED = [
    (f" For release on May 23, 2016\n{TITLE}\n{NEWS}", "2016-05-23"),
    (f" For release on 01 June 2016 \n\n{TITLE}\n{NEWS}", "2016-06-01"),
    (f" November 21, 2016\n\n{TITLE}\n{NEWS}", "2016-11-21"),
    (f"{TITLE}\n\nDushanbe, 02 August 2018\n\n{NEWS}", "2018-08-02"),
    (f"{TITLE}\n\nDushanbe, November 28, 2018\n{NEWS}", "2018-11-28"),
    (f"{TITLE}\n\n26 July 2024\n\n{NEWS}", "2024-07-26"),
    (f"{TITLE}\n\n15:47, 15 November 2019, Bishkek - 24.kg news agency\n\n{NEWS}", "2019-11-15"),
    (f"{TITLE}\n\nDUSHANBE, 10 July 2024. {NEWS}", "2024-07-10"),
    (f"{TITLE}\n\nBISHKEK, 25 November 2015-{NEWS}", "2015-11-25"),
    (f"{TITLE}\n\nBISHKEK, 26 November 2015- {NEWS}", "2015-11-26"),
    (f"{TITLE}\n\nAshgabat, 18 March 2009 – {NEWS}", "2009-03-18"),
    (f"{TITLE}\n\nDushanbe, 22/May/2014 – {NEWS}", "2014-05-22"),
    (f"{TITLE}\n\nDUSHANBE, June 15, 2017, Asia-Plus – {NEWS}", "2017-06-15"),
    (f"{TITLE}\n\nDUSHANBE, 03.12.2021 (NIAT) – {NEWS}", "2021-12-03"),
    (f"{TITLE}\n\nBishkek, Monday, 5 June 2017 – {NEWS}", "2017-06-05"),
    (f"{TITLE}\n\nBishkek, Kyrgyzstan, 5 June 2017 – {NEWS}", "2017-06-05"),
    (f"{TITLE}\n\n15 March 2023, Termez, Uzbekistan. {NEWS}", "2023-03-15"),
    (f"{TITLE}\n\n8 February, 2023. Tashkent, Uzbekistan. {NEWS}", "2023-02-08"),
    (f"{TITLE}\n\n5 June 2017 – {NEWS}", "2017-06-05"),
    (f"{TITLE}\n\n{NEWS}///BOMCA, 6 December 2024", "2024-12-06"),
    (f"{TITLE}\n\n{NEWS}///nCa, 17 April 2025 (with BOMCA)\n", "2025-04-17"),
    (f"{TITLE} (23/05/2011)\n\n{NEWS}", "2011-05-23"),
    (f"{TITLE}\nUzbekistan 24/08/2009\nCentral Asia\n{NEWS}", "2009-08-24"),
    (f"{TITLE}\n\n01.03.2013 10:10\n\n{NEWS}", "2013-03-01"),
    (f"{TITLE}\n26/06/2018 - 00:00\n{NEWS}", "2018-06-26"),
    (f"{TITLE}\n09/07/2020 - 13:44\n{NEWS}", "2020-07-09"),
    (f" date 2024-12-07 \n{TITLE}\n{NEWS}", "2024-12-07"),
    (f"Published: 5 June 2017\n{TITLE}\n{NEWS}", "2017-06-05"),
    (f"{TITLE}\n12.XI.2019\n{NEWS}", "2019-11-12"),
    (f"{RU_TITLE}\n\nАшхабад, 2 июля 2018 г. {RU_NEWS}", "2018-07-02"),
    (f"{RU_TITLE}\n\nНоябрь 28, 2018 13:43\n\n{RU_NEWS}", "2018-11-28"),
    (f"{RU_TITLE}\n\nДУШАНБЕ, 28.11.2018 /НИАТ/. {RU_NEWS}", "2018-11-28"),
    (f"{RU_TITLE}\n\nФергана, 17.10.2019. {RU_NEWS}", "2019-10-17"),
    (f"{RU_TITLE}\n\n22 августа 2025\n\n{RU_NEWS}", "2025-08-22"),
    (f"{RU_TITLE}\n\n3 декабря, 2021 10:31\n\n{RU_NEWS}", "2021-12-03"),
    (f"{RU_TITLE}\n\n15.03.2023. Термез, Узбекистан. {RU_NEWS}", "2023-03-15"),
    (f"{RU_TITLE}\n\nг. Бишкек, 9 июля 2018 года – {RU_NEWS}", "2018-07-09"),
    (f"{RU_TITLE}\n\n24.kg – 4 марта 2024. {RU_NEWS}", "2024-03-04"),
]

UNDATED = [
    f"{TITLE}\n\n{NEWS}",
    f"{TITLE}\n\nOn November 22, 2021, {NEWS}",
    f"{TITLE}\n\nOn 13 May in Osh, {NEWS}",
    f"{TITLE}\n\nANDIJAN – On October 12, {NEWS}",
    f"{TITLE}\n\nAshgabat, September 15, /News/. {NEWS}",
    f"{TITLE}\n\nBISHKEK (TCA) — {NEWS}",
    f"{TITLE}\n\n12-14 November 2019 in Osh {NEWS}",
    f"{TITLE}\n\nToday, 9 April 2020, {NEWS}",
    f"{TITLE}\nTue 10 2016 10:27:17\n{NEWS}",
    f"{TITLE}\n\n{NEWS} It follows the agreement of 5 June 2017.",
    f"{TITLE}\n\n31 April 2019\n\n{NEWS}",
    f"{RU_TITLE}\n\n20 августа в Ашхабаде {RU_NEWS}",
    f"{RU_TITLE}\n\n5-6 сентября 2022 года в Астане {RU_NEWS}",
    "5 June 2017",
    "",
]


@pytest.mark.parametrize(("text", "day"), DATED, ids=[text[:70] for text, _ in DATED])
def test_dated(text: str, day: str) -> None:
    layout = layout_of(text)
    own = dating.release_date(layout, dates.find(layout))
    assert own.day == date.fromisoformat(day)


@pytest.mark.parametrize("text", UNDATED, ids=[text[:70] for text in UNDATED])
def test_undated(text: str) -> None:
    layout = layout_of(text)
    own = dating.release_date(layout, dates.find(layout))
    assert own.day is None


def test_own_date_wins_over_the_stamp_of_a_crawler() -> None:
    text = f" date 2024-12-07 \n{TITLE}\n{NEWS}///BOMCA, 6 December 2024"
    layout = layout_of(text)
    assert dating.release_date(layout, dates.find(layout)).day == date(2024, 12, 6)


def test_a_dateline_without_a_year_is_kept_for_today() -> None:
    layout = layout_of(f"{TITLE}\n\nAshgabat, September 15, /News/. {NEWS}")
    line = dating.release_date(layout, dates.find(layout)).dateline
    assert line is not None
    assert (line.month, line.day) == (9, 15)
