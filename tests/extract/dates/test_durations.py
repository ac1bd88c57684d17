"""Durations beside their start: PHRASE → start, words, ISO 8601, the end reckoned; or a start without one."""

from __future__ import annotations

import pytest

from bomca_cli import parse

TIED = [
    ("for 54 months starting in April 2015", "2015-04", "54 months", "P54M", "2019-09"),
    ("54 months from April 2015", "2015-04", "54 months", "P54M", "2019-09"),
    ("54 months of work from 1 April 2015", "2015-04-01", "54 months", "P54M", "2019-09-30"),
    ("for a period of three years from 1 April 2021", "2021-04-01", "three years", "P36M", "2024-03-31"),
    ("The phase runs from 1 April 2021 for 54 months.", "2021-04-01", "54 months", "P54M", "2025-09-30"),
    ("from 1 April 2021 (54 months)", "2021-04-01", "54 months", "P54M", "2025-09-30"),
    ("a 12-week course began on 9 October 2019", "2019-10-09", "12-week", "P84D", "2019-12-31"),
    ("A 12-week training course starting on 9 October 2019", "2019-10-09", "12-week", "P84D", "2019-12-31"),
    ("The three-day workshop opened on 5 June 2018", "2018-06-05", "three-day", "P3D", "2018-06-07"),
    ("The course was held on 5 June 2018 for three days", "2018-06-05", "three days", "P3D", "2018-06-07"),
    ("a week-long course began on 4 June 2018", "2018-06-04", "week-long", "P7D", "2018-06-10"),
    ("The phase began on 1 April 2021 and will last 54 months", "2021-04-01", "54 months", "P54M", "2025-09-30"),
    ("for 54 (fifty-four) months from April 2015", "2015-04", "54 (fifty-four) months", "P54M", "2019-09"),
    ("for two and a half years from April 2015", "2015-04", "two and a half years", "P30M", "2017-09"),
    ("a year and a half from April 2015", "2015-04", "a year and a half", "P18M", "2016-09"),
    ("from 30 January 2019 for one month", "2019-01-30", "one month", "P1M", "2019-02-27"),
    ("for 3 years from 2015", "2015", "3 years", "P36M", "2017"),
    ("18 months from 2015", "2015", "18 months", "P18M", None),
    ("10 days from June 2015", "2015-06", "10 days", "P10D", None),
    ("from 5 June for three days", "--06-05", "three days", "P3D", None),
    ("с апреля 2015 года сроком на 54 месяца", "2015-04", "54 месяца", "P54M", "2019-09"),
    ("в течение 18 месяцев с 1 апреля 2021 года", "2021-04-01", "18 месяцев", "P18M", "2022-09-30"),
    ("с 1 апреля 2021 года в течение 18 месяцев", "2021-04-01", "18 месяцев", "P18M", "2022-09-30"),
    ("в течение трёх лет, начиная с апреля 2015 года", "2015-04", "трёх лет", "P36M", "2018-03"),
    ("на 2,5 года с апреля 2015 года", "2015-04", "2,5 года", "P30M", "2017-09"),
    ("сроком на 36 месяцев с 15 июня 2015 года", "2015-06-15", "36 месяцев", "P36M", "2018-06-14"),
    ("на полтора года с апреля 2015 года", "2015-04", "полтора года", "P18M", "2016-09"),
    ("с апреля 2015 года на полгода", "2015-04", "полгода", "P6M", "2015-09"),
    ("с апреля 2015 года на год", "2015-04", "год", "P12M", "2016-03"),
    ("Этап начался 1 апреля 2021 года и рассчитан на 54 месяца.", "2021-04-01", "54 месяца", "P54M", "2025-09-30"),
    ("54-месячный этап начался 1 апреля 2021 года", "2021-04-01", "54-месячный", "P54M", "2025-09-30"),
    ("двухнедельный курс начался 9 октября 2019 года", "2019-10-09", "двухнедельный", "P14D", "2019-10-22"),
    ("с 1 апреля 2021 года на 54 (пятьдесят четыре) месяца", "2021-04-01", "54 (пятьдесят четыре) месяца", "P54M",
     "2025-09-30"),
]  # fmt: skip

APART = [
    "within 54 months from April 2015",
    "54 months after April 2015",
    "54 months since April 2015",
    "54 months ending in April 2015",
    "for the last 54 months until April 2015",
    "In April 2015, 54 months of work ended",
    "every 3 months from April 2015",
    "about 54 months from April 2015",
    "more than 54 months from April 2015",
    "by April 2015 for 54 months",
    "from 3 to 5 December 2018 for three days",
    "In April 2015 for the first time",
    "It took 54 months. From April 2015 the work went on.",
    "From April 2015 the work went on.\n\nFor 54 months nothing was built.",
    "on 5 June 2018 for 20 officers",
    "on 5 June 2018 for three days' work",
    "three years ago, on 5 June 2018",
    "A 54-month phase and from April 2015 another",
    "через 18 месяцев с 1 апреля 2021 года",
    "за 18 месяцев с 1 апреля 2021 года",
    "более 18 месяцев с 1 апреля 2021 года",
    "каждые 3 месяца с апреля 2015 года",
    "до апреля 2015 года на 54 месяца",
    "дневной семинар начался 5 июня 2018 года",
]


@pytest.mark.parametrize(("text", "start", "words", "value", "end"), TIED)
def test_a_duration_is_tied_to_its_start(text: str, start: str, words: str, value: str, end: str | None) -> None:
    release = parse(text)
    (found,) = (item for item in release.dates if item.duration)
    assert found.duration
    assert (found.start, release.quote(found.duration.span)) == (start, words)
    assert (found.duration.value, found.duration.end) == (value, end)
    assert found.end is None  # no end is printed


@pytest.mark.parametrize("text", APART)
def test_a_duration_stands_apart(text: str) -> None:
    dates = parse(text).dates
    assert dates
    assert [item for item in dates if item.duration] == []
