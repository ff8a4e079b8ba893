"""The staff's password, of which only a hash is known."""

from __future__ import annotations

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from assistant.errors import SettingsError


def hash_password(password: str) -> str:
    """Return the hash for the setting `staff_password`, another one each time."""
    return PasswordHasher().hash(password)


def check_hash(stored: str) -> None:
    """Raise SettingsError unless `stored` is a hash."""
    try:
        extract_parameters(stored)
    except InvalidHashError as error:
        raise SettingsError(
            f"setting 'staff_password' cannot be {stored!r}: it is no hash; make one with `assistant password`"
        ) from error


def matches(password: str, stored: str) -> bool:
    """Whether `stored` is the hash of `password`. Takes tens of milliseconds on purpose."""
    try:
        return PasswordHasher().verify(stored, password)
    except VerifyMismatchError:
        return False
