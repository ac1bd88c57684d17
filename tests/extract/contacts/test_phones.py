from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import unmark
from reading import layout_of

from bomca_cli.extract import phones

FOUND = """
my phone number is ⟦1 (877) 555-0133⟧.
Is ⟦1-877-555-0133⟧ your number?
call me at ⟦(206) 555 0100⟧
⟦+1 206 5550100⟧
⟦+86-13555555555⟧ is my phone
⟦0044 1793 887123⟧ is his number
⟦+44 (0) 20 7946 0958⟧
⟦+44(0)7700900123⟧
⟦+44 7700 900 123⟧
⟦07700 900123⟧
⟦(0770) 0900123 #2222⟧
⟦206-555-0100 ext 5555⟧
⟦+1 206-555-0100 x123⟧
⟦+49 (0) 30 123456⟧
⟦+55 (11) 91234-5678⟧
⟦55 (11) 3333-3333⟧
⟦(11) 91234-5678⟧
⟦206 555 0100⟧ is my number
⟦2065550100⟧
My number is ⟦13555555555⟧
⟦+33 1 23 45 67 89⟧
⟦01.23.45.67.89⟧
⟦1.877.555.0133⟧
⟦+1.877.555.0133⟧
⟦(206)555-0100⟧
⟦206-555-0100⟧
⟦030 12345678⟧
⟦030 / 12345678⟧
⟦206 - 555 - 0100⟧
⟦206/555/0100⟧
⟦(206) 555.0100⟧
⟦206-555-0100x22⟧
⟦+1 ( 206 ) 555 0100⟧
⟦139-1234-5678⟧
⟦09876543210⟧
⟦0086 10 62222222⟧
⟦+45-12-34-56-78⟧
⟦0221/1234567⟧
⟦0800 123 1234⟧
⟦0031 20 1234567⟧
⟦00 44 20 7946 0958⟧
⟦011 44 20 7946 0958⟧
⟦8-800 10 112⟧
⟦8 (800) 100-10-12⟧
⟦8 800 555-00-35⟧
звоните нам по ⟦8 800 555 00 35⟧
⟦7 (495) 123-45-67⟧
⟦+7 (495) 123-45-67⟧
⟦(992 372) 200 00 09⟧
⟦996 312 90-00-15⟧
⟦996312900015⟧
⟦(+996 312) 90 00 15⟧
⟦(+996 312) 90 00 15 ext. 117⟧
⟦+996 312 90 00 15 (доб. 12)⟧
⟦+996 312 90 00 15, вн. 12⟧
⟦+ 993 65 000017⟧
⟦(+370 5) 200 0005⟧
⟦+992 37 200-00-321⟧
⟦+992 (37) 2000014⟧
(⟦+992 43 3000012⟧)
(tel. ⟦+992 43 3000012⟧)
Tel.: ⟦+992 37 200-00-07⟧; mob.: ⟦+992 93 000 00 00⟧
Tel.: ⟦+996 312 90-00-15⟧, ⟦90-00-16⟧
⟦+996 312 90-00-15⟧ / ⟦90-00-16⟧
⟦+992 43 3000012⟧ or ⟦+992 37 2000007⟧
тел. ⟦90-00-15⟧, факс ⟦90-00-16⟧
телефон доверия ⟦1 23 45⟧
call ⟦200-00-07⟧ or ⟦200-00-08⟧
phone ⟦600 000⟧
tel. ⟦+996 312
90 00 15⟧
Phone: ⟦+992 37 200-00-07⟧
734013 Dushanbe
⟦+992 37 2000007⟧ 2018
In 2018 ⟦+992 43 3000012⟧ was free
⟦+996 (312) 90-00-15⟧or write
tel:⟦+992312900015123⟧
call ⟦+992 37 200-00-07⟧ all day
⟦+٩٩٢ ٣٧ ٢٠٠٠٠٠٧⟧
⟦011 1 242-359-1234⟧
⟦011-33-1-23-45-67-89⟧
"""

NOT_FOUND = """
EUR 21 750 000
21 750 000 EUR
21 750 000 евро
+5 000 000 euro
a growth of +12 000 000
$ 2065550100
2003 – 2014
2014-2020
2015 2016 2017
Call for proposals 2014-2020
by call 2022-2023
call 12.05.2017
12.05.2016 10:30
11.06.2015 12.06.2015
In 2019, 205 events
12-14 November 2019
On 22.11.2018 13:43
123-45-6789
4111 1111 1111 1111
5678-5678-5678-5678
ISBN 978-3-16-148410-0
978-3-16-148410-0
192.168.100.100
0.677777777
3.141592653589
10.0.19041.1234
92614-5883
734013 Dushanbe
720040, Kyrgyz Republic
1 000 000 people
1234567890 people
2 600 - 3 000 officers
over 300 000 - 400 000
800-900 participants
from 10 000 000 to 20 000 000
C(2018)4741 of 20/07/2018
Decision (2018) 4741 5000
DCI-ASIE/2011/268-512
contract No. 2019/412345678
contract No. 4123456789
account 40817810099910004312
id 1234567890
№ 1234567890
A1234567890
1234567890abc
http://example.org/1234567890
37.774929
GPS 38.5598 68.7870
5+10 000 000
the 1 2 3 4 5 6 7 8 9
USD 69.78 EUR 79.37 RUB 1.05
$1 – 12736.48
86.5 90.34 0.85
hotline for 2018-2019
военной части № 2024
в 2003–2019 годов
2000 KN95 masks
"""

# printed → normal form, problem
NORMAL = [
    ("+996 312 90-00-15", "+996312900015", None),
    ("(+996 312) 90 00 15 ext. 117", "+996312900015", None),
    ("(992 37) 200 00 09", "+992372000009", None),
    ("(992 372) 200 00 09", None, "a digit too many"),
    ("0044 20 7946 0958", "+442079460958", None),
    ("+44 (0) 20 7946 0958", "+442079460958", None),
    ("+992 37 200-00-321", None, "a digit too many"),
    ("+992 37 200-00-3211", None, "2 digits too many"),
    ("+992 37 200-00-0", None, "a digit too few"),
    ("+992 43 3000012", "+992433000012", "prefix unknown to the number plan"),
    ("+999 12 345678", None, "no such country code"),
    ("(206) 555 0100", None, "no country code"),
    ("8-800 10 112", None, "no country code"),
]

FAX = [
    ("Fax: +992 37 200-00-07", True),
    ("Факс: +992 37 200-00-07", True),
    ("телефакс +992 37 200-00-07", True),
    ("+992 37 200-00-07 (fax)", True),
    ("Tel./Fax: +992 37 200-00-07", False),
    ("Тел./факс: +992 37 200-00-07", False),
    ("phone and fax +992 37 200-00-07", False),
    ("Phone: +992 37 200-00-07", False),
    ("+992 37 200-00-07 Fax: none", False),
]


def quotes(text: str) -> list[str]:
    return [text[found.span.start : found.span.end] for found in phones.find(layout_of(text))]


def cases(table: str) -> list[str]:
    """The lines of a table; a line that does not begin a phrase goes on the one above it."""
    lines = table.strip().split("\n")
    joined: list[str] = []
    for line in lines:
        if joined and (joined[-1].count("⟦") > joined[-1].count("⟧") or line.startswith("734013 Dush")):
            joined[-1] += "\n" + line
        else:
            joined.append(line)
    return joined


@pytest.mark.parametrize("phrase", cases(FOUND))
def test_reads_numbers_as_printed(phrase):
    text, want = unmark(phrase)
    assert quotes(text) == want


@pytest.mark.parametrize("text", NOT_FOUND.strip().split("\n"))
def test_other_digits_are_no_numbers(text):
    assert quotes(text) == []


@pytest.mark.parametrize(("text", "e164", "problem"), NORMAL)
def test_normal_form_and_problem(text, e164, problem):
    (found,) = phones.find(layout_of(text))
    assert (text[found.span.start : found.span.end], found.e164, found.problem) == (text, e164, problem)


@pytest.mark.parametrize(("text", "fax"), FAX)
def test_tells_faxes_apart(text, fax):
    (found,) = phones.find(layout_of(text))
    assert found.fax is fax


def test_a_number_keeps_its_place():
    text = "Tel.: (+996 312) 90 00 15"
    (found,) = phones.find(layout_of(text))
    assert found.phone().span == (6, len(text))


LIKE_NUMBERS = st.text(alphabet="0123456789 +-().,/x:#\n№tel", max_size=80)


@given(st.one_of(st.text(max_size=80), LIKE_NUMBERS))
def test_any_text_gives_spans_in_order(text):
    after = 0
    for found in phones.find(layout_of(text)):
        assert after <= found.span.start < found.span.end <= len(text)
        assert any(c.isdecimal() for c in text[found.span.start : found.span.end])
        after = found.span.end
