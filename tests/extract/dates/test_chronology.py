"""Which year a year-less date takes, what "today" is, what happens on a date and where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import layout_of

from bomca_cli.extract import chronology, dates, dating
from bomca_cli.release import ROLES, DateExpression

HEAD = "Border agencies look for a common language\n\nDushanbe, {}\n\n{}\n"


def read(text: str, released: date | None = None) -> tuple[DateExpression, ...]:
    layout = layout_of(text)
    found = dates.find(layout)
    return chronology.read(layout, found, dating.release_date(layout, found), (), released)


def starts(text: str, released: date | None = None) -> list[tuple[str, str]]:
    return [(item.start, item.year_from) for item in read(text, released) if item.role != "release"]


@pytest.mark.parametrize(
    ("day", "sentence", "start"),
    [
        ("10 January 2019", "On 20 December the teams met in Osh.", "2018-12-20"),
        ("28 December 2018", "On 15 January the teams will meet in Osh.", "2019-01-15"),
        ("15 March 2021", "The meeting will take place on 12 October.", "2021-10-12"),
        ("15 March 2021", "The meeting took place on 12 October.", "2020-10-12"),
        ("2 November 2018", "In February 12 officers were trained in Osh.", "2018-02"),
        ("23 May 2016", "On 25 May BOMCA holds a workshop in Osh.", "2016-05-25"),
        ("5 June 2018", "The teams met on 4 June in Osh.", "2018-06-04"),
        ("10 July 2024", "The teams met on 5 May last year.", "2023-05-05"),
        ("9 июля 2018 года", "Заседание назначено на 19 июля.", "2018-07-19"),
        ("9 июля 2018 года", "Семинар прошёл 15 мая с.г. в Оше.", "2018-05-15"),
    ],
)
def test_year_from_the_release(day: str, sentence: str, start: str) -> None:
    assert [value for value, _ in starts(HEAD.format(day, sentence))] == [start]


def test_year_from_the_caller_only_without_an_own_date() -> None:
    assert starts("On 13 May the teams met.", date(2022, 6, 1)) == [("2022-05-13", "given")]
    dated = HEAD.format("1 June 2018", "On 13 May the teams met.")
    assert starts(dated, date(2022, 6, 1)) == [("2018-05-13", "release")]


def test_year_from_a_happening_nearby() -> None:
    text = "On 19 October the assets were handed over. Between July and October 2022 two rounds were held."
    assert starts(text) == [("2022-10-19", "nearby"), ("2022-07", "stated")]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "What was achieved from 2015 to 2020 will be printed.",
        "The tenth phase was launched in April 2021.",
        "The annex has been in force since 3 February 2006.",
        "The roadmap for 2024-2028 asks for it.",
    ],
)
def test_no_year_from_what_is_no_happening(elsewhere: str) -> None:
    assert starts(f"On 13 May the teams met. {elsewhere}")[0] == ("--05-13", "unknown")


def test_the_year_of_the_end_of_a_span_is_read_too() -> None:
    text = HEAD.format("29 September 2022", "The post was shut from 16 September 2021 until 12 May of this year.")
    assert [(item.start, item.end) for item in read(text) if item.role == "event"] == [("2021-09-16", "2022-05-12")]


def test_span_over_the_turn_of_the_year() -> None:
    text = HEAD.format("10 January 2019", "From 28 December to 3 January the post was closed.")
    assert [(item.start, item.end) for item in read(text) if item.role == "event"] == [("2018-12-28", "2019-01-03")]


@pytest.mark.parametrize(
    ("word", "start"),
    [("today", "2017-06-15"), ("yesterday", "2017-06-14"), ("Tomorrow", "2017-06-16"), ("last Friday", "2017-06-09")],
)
def test_relative_words_refer_to_the_dateline(word: str, start: str) -> None:
    assert starts(HEAD.format("June 15, 2017", f"The workshop {word} in Osh.")) == [(start, "relative")]


def test_relative_words_without_a_day_to_refer_to_are_left_out() -> None:
    assert starts("The workshop took place yesterday in Osh, as every year.") == []


def test_today_under_a_dateline_without_a_year() -> None:
    text = "Farewell\n\nAshgabat, September 15, /News/. The final conference of the phase took place today in a hotel."
    assert [(item.start, item.role) for item in read(text)] == [("--09-15", "release"), ("--09-15", "event")]


@pytest.mark.parametrize(
    ("sentence", "what", "place"),
    [
        ("On 13 May in Osh, BOMCA gave computers to a school.", "BOMCA gave computers to a school", "Osh"),
        ("The second building was opened on 3 May.", "The second building was opened on 3 May", None),
        ("Twelve officers met: on 3 May the first of them spoke.", "the first of them spoke", None),
        ("5-6 мая в Оше прошло заседание группы.", "в Оше прошло заседание группы", "Ош"),
    ],
)
def test_what_happens_and_where(sentence: str, what: str, place: str | None) -> None:
    text = HEAD.format("10 July 2024", sentence)
    event = next(item for item in read(text) if item.role == "event")
    assert event.what is not None
    assert (text[event.what.start : event.what.end], event.place) == (what, place)


def test_dates_of_a_list_share_what_happens_and_have_a_place_each() -> None:
    text = HEAD.format("10 July 2024", "Trainings were held on May 16 in Astana, May 18 in Tashkent and June 1 in Osh.")
    events = [item for item in read(text) if item.role == "event"]
    assert [event.place for event in events] == ["Astana", "Tashkent", "Osh"]
    assert {text[event.what.start : event.what.end] for event in events if event.what} == {"Trainings were held"}


def test_a_wrong_weekday_is_reported_and_the_date_kept() -> None:
    (item,) = read("Tuesday, 5 June 2017")
    assert (item.start, item.problem) == ("2017-06-05", "2017-06-05 is a Monday, not a Tuesday")


def test_an_impossible_day_is_reported_not_repaired() -> None:
    (item,) = read("The teams met on 31 April 2019 in Osh.")
    assert (item.start, item.role, item.problem) == ("2019-04", "other", "31 April does not exist")


VOCABULARY = (
    "5 12 31 32 99 2019 2018 1990 0 19 6 30 28.11 28.11.2019 2018-11-28 XI . - / , – ( ) ' : s th Q h fy "
    "May may June мая июня года г. с.г. to and по и from с between the of in first last next ago назад "
    "week weeks month year quarter summer Monday today вчера Dushanbe Osh \n \n\n"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=14).map("".join)
)


@given(TEXTS)
def test_any_text_gives_dates_in_order_with_exact_spans(text: str) -> None:
    for released in (None, date(2020, 2, 29), date.min, date.max):
        end = 0
        for item in read(text, released):
            assert end <= item.span.start < item.span.end <= len(text)
            assert not text[item.span.start].isspace()
            assert not text[item.span.end - 1].isspace()
            assert item.role in ROLES
            assert item.start.strip("-0123456789") == ""
            end = item.span.end
            if item.what is not None:
                assert 0 <= item.what.start < item.what.end <= len(text)
