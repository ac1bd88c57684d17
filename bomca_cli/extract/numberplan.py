"""The world's number plan, as far as it tells whether a telephone number can exist and what its normal form is.

The plan comes from ``phonenumbers``; it is loaded when the first number is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

NO_COUNTRY = "no country code"
_REGION = ("992", "993", "996", "998")  # codes that releases of the region print without the plus


@lru_cache(maxsize=4096)
def international(digits: str) -> tuple[str | None, str | None]:
    """The normal form of a number that states its country code, and what is wrong with it.

    Args:
        digits: the ASCII digits after the plus or the international prefix.

    Returns:
        The E.164 form when the number is possible, else None; a problem in words, else None. A possible number
        whose prefix the plan does not know keeps its normal form: plans lag behind the networks.
    """
    import phonenumbers
    from phonenumbers import NumberParseException, ValidationResult

    try:
        number = phonenumbers.parse("+" + digits)
    except NumberParseException as failure:
        return None, {
            NumberParseException.INVALID_COUNTRY_CODE: "no such country code",
            NumberParseException.TOO_LONG: "too many digits",
        }.get(failure.error_type, "too few digits")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.IS_POSSIBLE:
        known = phonenumbers.is_valid_number(number)
        normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return normal, None if known else "prefix unknown to the number plan"
    if reason == ValidationResult.INVALID_COUNTRY_CODE:
        return None, "no such country code"
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return None, "no area code"
    return None, _length_problem(number, too_long=reason == ValidationResult.TOO_LONG)


def _length_problem(number: PhoneNumber, *, too_long: bool) -> str:
    import phonenumbers

    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    plan = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(number.country_code or 0, region)
    lengths = tuple(plan.general_desc.possible_length) if plan and plan.general_desc else ()
    have = len(phonenumbers.national_significant_number(number))
    if not lengths:
        return "too many digits" if too_long else "too few digits"
    off = have - max(lengths) if too_long else min((n for n in lengths if n > have), default=have) - have
    count = "a digit" if off == 1 else f"{off} digits" if off > 1 else "digits"
    return f"{count} too {'many' if too_long else 'few'}"


@lru_cache(maxsize=4096)
def national(digits: str, first: str) -> tuple[str | None, str | None]:
    """The same for a number printed without plus or prefix.

    Args:
        digits: all its ASCII digits.
        first: its first printed group; a country code counts only when it stands as a group of its own, or is a
            code of the region.

    Returns:
        As ``international``; the problem is ``NO_COUNTRY`` when the text does not tell the country.
    """
    import phonenumbers

    if first in _REGION:
        return international(digits)
    own_group = first.isdigit() and int(first) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    if own_group or digits.startswith(_REGION):
        normal, problem = international(digits)
        if normal is not None and problem is None:
            return normal, None
    return None, NO_COUNTRY


def country(normal: str) -> str | None:
    """The country of a number in its normal form; None where the plan does not tell one.

    Args:
        normal: an E.164 number.

    Returns:
        An ISO 3166-1 code. Of a code that several countries share, the one whose number it is, else the main one.
    """
    import phonenumbers

    number = phonenumbers.parse(normal)
    region = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    return None if region in ("ZZ", "001") else region
