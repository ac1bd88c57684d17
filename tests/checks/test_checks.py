"""Each check finds what it is for in a made-up corpus, and leaves a near miss alone."""

from __future__ import annotations

import pytest
from asking import ask, released
from builders import amount, event, filed, five, make

from bomca_cli.checks.registry import CHECKS, explanations, findings
from bomca_cli.release import DateExpression, Span

PRESS = {"phone": "+996 312 90 00 15", "e164": "+996312900015"}


def found(code: str, *entries) -> list[str]:
    """What is found under a code."""
    return [finding.sentence for finding in findings(entries) if finding.code == code]


def budget(day: str, quote: str, value: int, years: tuple[int, int] | None = (2015, 2018), **fields):
    fact = amount(quote, value, kind="phase_budget", phase=9, period=years, **fields)
    return filed(make(f"{day}: {quote} for phase 9.", released=day, amounts=[fact]))


FIVE = budget("2016-05-23", "EUR 5 million", 5_000_000)
SIX = budget("2018-08-02", "EUR 6.6 million", 6_600_000)
TOTAL = {"kind": "programme_total"}


def total(day: str, quote: str, value: int, years: tuple[int, int], name: str | None = None):
    fact = amount(quote, value, kind="programme_total", period=years)
    return filed(make(f"{day}: {quote} in all.", released=day, amounts=[fact]), name)


def parts(first: int, second: int):
    text = f"EUR 10 million, of which EUR {first} million for phase 8 and EUR {second} million for phase 9."
    whole = amount("EUR 10 million", 10_000_000, kind="programme_total", period=(2003, 2018))
    pieces = [
        amount(f"EUR {value} million", value * 1_000_000, kind="phase_budget", phase=phase, part_of="EUR 10 million")
        for phase, value in ((8, first), (9, second))
    ]
    return filed(make(text, released="2018-01-01", amounts=[whole, *pieces]))


def held(day: str, *events, text: str = "On that day a meeting.", **fields):
    return filed(make(text, released=day, events=events, **fields))


def dated(day: str, start: str, **fields):
    return held(day, event("that day", start, **fields))


def meeting(title: str, day: str = "2018-11-28", name: str | None = None):
    text = f"{title} takes place today."
    return filed(make(text, released=day, title=title, events=[event("today", day, what=title)]), name)


def titled(title: str, text: str, name: str):
    """A release with that title, and not all of the text as its span."""
    return filed(make(text, title=title, released="2018-11-28"), name)


def printed(text: str, name: str):
    return filed(make(text, released="2018-01-01"), name)


def problem(day: str, words: str, told: str | None):
    entry = held(day, text=f"It was {words}.")
    at = entry.release.text.index(words)
    date = DateExpression(Span(at, at + len(words)), "2018-04-31", problem=told)
    return entry._replace(release=entry.release._replace(dates=(*entry.release.dates, date)))


LONG = (
    "The mission visited three border posts and twenty officers in Osh took part in exercises on risk analysis. "
    "Latvian experts will prepare recommendations that partners discuss with representatives of customs in spring. "
)
SENTENCE = "The Programme is implemented by the Consortium of partners."
SPLIT = SENTENCE.replace("implemented", "imple-mented")

# code → what triggers it, a near miss
CASES = {
    "F101": ([FIVE, SIX], [FIVE, budget("2018-08-02", "EUR 5 million", 5_000_000)]),
    "F102": (
        [total("2016-01-01", "EUR 33.6 million", 33_600_000, (2003, 2014)), *five()[3:4]],
        [total("2016-01-01", "EUR 33.5 million", 33_500_000, (2003, 2014)), *five()[3:4]],
    ),
    "F103": ([parts(8, 5)], [parts(6, 4)]),
    "F104": (
        [FIVE, budget("2018-08-02", "EUR 5 million", 5_000_000, (2015, 2019))],
        [FIVE, budget("2018-08-02", "EUR 6.6 million", 6_600_000, (2015, 2019))],
    ),
    "F105": (
        [FIVE, budget("2018-08-02", "EUR 5 million", 5_000_000, (2015, 2019))],
        [FIVE, budget("2018-08-02", "EUR 5 million", 5_000_000, None)],
    ),
    "C201": (
        [released("2018-01-01", ask("A B", fax="+992 37 221-43-321", problem="a digit too many"))],
        [released("2018-01-01", ask("A B", fax="+992 37 221-43-32"))],
    ),
    "C202": (
        [released("2018-01-01", ask("A B", phone="+992 43 3779708", e164="+992433779708", problem="prefix unknown"))],
        [released("2018-01-01", ask("A B", phone="+992 43 3779708", e164="+992433779708"))],
    ),
    "C203": (
        [released("2018-01-01", ask("A B", "x@example.org")), released("2018-01-02", ask("A C", "X@example.org"))],
        [released("2018-01-01", ask("A B", "x@example.org")), released("2018-01-02", ask("B a", "x@example.org"))],
    ),
    "C204": (
        [filed(make("Dushanbe: a meeting.", released="2018-11-28", place="Dushanbe"))._replace(id="x")],
        [filed(make("Dushanbe: a meeting.", released="2018-11-28", place="Riga"))],
    ),
    "D301": ([dated("2018-05-24", "2017-05-23")], [dated("2018-05-24", "2017-01-23")]),
    "D302": ([problem("2018-05-01", "31 April", "31 April does not exist")], [problem("2018-05-01", "30 April", None)]),
    "D303": ([filed(make("No date."), "x")], [filed(make("A date.", released="2018"))]),
    "D304": (
        [meeting("4th Regional Steering Group meeting"), meeting("Fifth Regional Steering Group meeting", name="b")],
        [meeting("4th Regional Steering Group meeting"), meeting("Fourth Regional Steering Group", name="b")],
    ),
    "T401": ([printed("A \ufffd b.", "a")], [printed("A ? b.", "a")]),
    "T402": (
        [printed(SPLIT, "a"), printed(SENTENCE, "b")],
        [printed(SPLIT, "a"), printed("What is implemented in Osh is good.", "b")],
    ),
    "X501": (
        [printed(LONG + "News.", "a"), printed(LONG + "Nothing.", "b")],
        [printed(LONG + "There were 20.", "a"), printed(LONG + "There were 30.", "b")],
    ),
    "X502": ([printed("A.", "a")._replace(duplicates=("b.txt",))], [printed("A.", "a"), printed("A. B.", "b")]),
    "X503": ([held("2016-11-21"), held("2018-08-02")], [held("2016-11-21"), held("2017"), held("2018-08-02")]),
}
_SIGNED = ask("A B", role="BOMCA National Coordinator for Kyrgyzstan")


def signed(entry):
    """The entry with a contact of Kyrgyzstan."""
    contact = released("2018-01-01", _SIGNED).release.contacts[0]
    return entry._replace(release=entry.release._replace(contacts=(contact._replace(span=Span(0, 3)),)))


CASES["C204"] = ([signed(CASES["C204"][0][0])], [signed(CASES["C204"][1][0])])


@pytest.mark.parametrize("code", explanations())
def test_a_check_finds_what_it_is_for(code):
    trigger, near_miss = CASES[code]
    assert len(found(code, *trigger)) == 1
    assert found(code, *near_miss) == []


@pytest.mark.parametrize(
    ("code", "entries"),
    [
        # an erratum explains itself; what is said twice the same way is no finding
        ("D301", [held("2018-05-24", event("that day", "2017-05-23"), event("meeting", "2018-05-23"))]),  # news is near
        ("D301", [dated("2018-05-24", "2017-05-23", year_from="relative")]),
        ("D301", [dated("2018-05-24", "2019-05-20")]),
        ("D304", [meeting("4th Regional Steering Group"), meeting("5th Regional Steering Group", "2019-11-28", "b")]),
        ("D304", [meeting("9th phase of BOMCA"), meeting("10th phase of BOMCA", name="b")]),
        ("D304", [meeting("4th Regional Steering Group"), meeting("5th National Working Group", name="b")]),
        ("T402", [printed("Visit the web-site of it today.", "a"), printed("Visit the website of others today.", "b")]),
        ("C204", [filed(make("Dushanbe.", released="2018-11-28", place="Dushanbe"))]),
        ("X503", [held("2016-11-21"), held("2017-11-21")]),
        ("X501", [printed("A.", "a"), printed("B.", "b")]),
    ],
)
def test_a_check_leaves_alone(code, entries):
    assert found(code, *entries) == []


def test_a_future_year_is_found():
    assert found("D301", dated("2016-05-24", "2018-05-23")) == [
        "The event of “that day” lies more than a year after the release (2016-05-24)."
    ]


def test_a_correction_is_a_note():
    wrong = amount("EUR 5.6 million", 5_600_000, kind="phase_budget", phase=9, superseded=True)
    right = amount("EUR 6.6 million", 6_600_000, kind="phase_budget", phase=9)
    text = "Not EUR 5.6 million but EUR 6.6 million."
    found_ = findings([filed(make(text, released="2018-08-02", amounts=[wrong, right]))])
    assert {(finding.code, finding.severity) for finding in found_} == {("F101", "note")}


def test_every_finding_is_explained_and_stands_in_its_texts():
    every = [entry for trigger, near_miss in CASES.values() for entry in (*trigger, *near_miss)]
    for entries in (*(trigger for trigger, _ in CASES.values()), five(), every[:1]):
        for finding in findings(entries):
            assert finding.code in explanations()
            assert finding.places
            for place in finding.places:
                assert 0 <= place.span.start <= place.span.end <= len(place.entry.release.text)


def test_nothing_is_found_in_nothing():
    assert findings([]) == []
    assert len(CHECKS) == 12


def test_a_period_said_two_ways_rests_on_the_words_of_the_period():
    def said(years: str, end: int, day: str):
        text = f"EUR 5 million for phase 9 ({years}). Phase 8 ended in 2015 - 2016."
        at = text.index(years)
        date = DateExpression(Span(at, at + len(years)), "2015", str(end))
        sum_ = amount("EUR 5 million", 5_000_000, kind="phase_budget", phase=9, period=(2015, end))
        return filed(make(text, released=day, amounts=[sum_])._replace(dates=(date,)))

    entries = [said("2015 - 2018", 2018, "2016-05-23"), said("2015 - 2019", 2019, "2018-08-02")]
    (finding,) = [one for one in findings(entries) if one.code == "F105"]
    assert [place.entry.release.quote(place.span) for place in finding.places] == ["2015 - 2018", "2015 - 2019"]
