"""Reading a request's JSON as Discord does: each field typed and measured, every fault gathered with its path.

A `Form` is one object of the body. It never raises: a missing or wrong field reads as None and leaves a `FormError`.
"""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.playground.refusals import FormError, Json

Path = tuple[str, ...]


class Form:
    """One JSON object under inspection. Children share its list of errors."""

    def __init__(self, value: object, path: Path = (), errors: list[FormError] | None = None) -> None:
        self.path = path
        self.errors: list[FormError] = [] if errors is None else errors
        self.value: Json = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.fault(None, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")

    def fault(self, key: str | None, code: str, message: str) -> None:
        """Note a fault of the field, or of the object itself."""
        path = self.path if key is None else (*self.path, *key.split("."))
        self.errors.append(FormError(path=path, code=code, message=message))

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self.value.get(key) is not None

    def require(self, key: str) -> bool:
        """Note the field as missing unless it is there."""
        if not self.has(key):
            self.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
            return False
        return True

    def forbid(self, key: str, code: str, message: str) -> None:
        """Note a field that must not be there."""
        if self.value.get(key) not in (None, "", [], {}):
            self.fault(key, code, message)

    def text(self, key: str, *, least: int = 0, most: int | None = None, required: bool = False) -> str | None:
        """A string of so many characters."""
        value = self._present(key, required=required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault(key, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return None
        self._measure(key, len(value), least, most)
        return value

    def whole(self, key: str, *, least: int, most: int, required: bool = False) -> int | None:
        """A whole number within bounds."""
        value = self._present(key, required=required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        if value < least:
            self.fault(key, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        if value > most:
            self.fault(key, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        return value

    def flag(self, key: str) -> bool:
        """A true or false; false when it is not there."""
        value = self._present(key, required=False)
        if value is not None and not isinstance(value, bool):
            self.fault(key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
            return False
        return bool(value)

    def one_of(self, key: str, choices: Collection[int], *, required: bool = False) -> int | None:
        """A number out of a fixed set, such as a type or a style."""
        value = self._present(key, required=required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value not in choices:
            listed = ", ".join(str(choice) for choice in sorted(choices))
            self.fault(key, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
            return None
        return value

    def url(self, key: str, *, most: int, schemes: Collection[str], required: bool = False) -> str | None:
        """An address whose scheme is one of these."""
        value = self.text(key, most=most, required=required)
        if not value:
            return None
        try:
            scheme = urlsplit(value).scheme
        except ValueError:
            self.fault(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
            return None
        if scheme not in schemes:
            listed = ", ".join(f"'{known}'" for known in sorted(schemes))
            words = f'Scheme "{scheme}" is not supported. Scheme must be one of ({listed}).'
            self.fault(key, "URL_TYPE_INVALID_SCHEME", words)
            return None
        return value

    def child(self, key: str, *, required: bool = False) -> "Form | None":
        """The object under this key."""
        value = self._present(key, required=required)
        return None if value is None else Form(value, (*self.path, key), self.errors)

    def values(self, key: str, *, least: int = 0, most: int | None = None, required: bool = False) -> list[Any]:
        """The list under this key, so many long; empty when it is not there."""
        value = self._present(key, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        self._measure(key, len(value), least, most)
        return value

    def items(self, key: str, *, least: int = 0, most: int | None = None, required: bool = False) -> "Iterator[Form]":
        """The objects in the list under this key. Measured at once, inspected as they are walked."""
        values = self.values(key, least=least, most=most, required=required)
        return (Form(value, (*self.path, key, str(index)), self.errors) for index, value in enumerate(values))

    def _present(self, key: str, *, required: bool) -> Any:
        if required and not self.require(key):
            return None
        return self.value.get(key)

    def _measure(self, key: str, length: int, least: int, most: int | None) -> None:
        if length >= least and (most is None or length <= most):
            return
        if least and most is not None:
            self.fault(key, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif most is not None and length > most:
            self.fault(key, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        else:
            self.fault(key, "BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")
