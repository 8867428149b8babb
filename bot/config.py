"""Settings from the environment and from .env. All that is wrong is named at once."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import GapwatchError

DISCORD_API = "https://discord.com/api/v10"
CatalogueUse = Literal["package", "api", "off"]


class BadSettings(GapwatchError):
    """Settings are missing or cannot be read."""

    next_step = "Mend them in the environment or in the file .env, then start again; docs/admin.md lists them all."


class TokenMissing(GapwatchError):
    """There is no Discord token to log in with."""

    next_step = (
        "Make an application at https://discord.com/developers/applications, open its page Bot, press Reset Token, "
        "and put the token into the environment or into a file .env here, as DISCORD_TOKEN=…; or try the bot without "
        "an account: gapwatch demo."
    )


class Settings(BaseSettings):
    """What can be set. Names in the environment are these in capitals after GAPWATCH_, but DISCORD_TOKEN as it is."""

    model_config = SettingsConfigDict(env_prefix="GAPWATCH_", env_file=".env", extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    discord_api: str = Field(default=DISCORD_API, pattern=r"^https?://")
    data_dir: Path = Path("data")
    database_url: str = ""
    allow_private_hosts: Annotated[frozenset[str], NoDecode] = frozenset()
    polls_at_once: int = Field(default=20, ge=1, le=500)
    seconds_between_polls_of_a_host: float = Field(default=2.0, ge=0)
    catalogue: CatalogueUse = "api"
    workers: int = Field(default=1, ge=1, le=64)
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("allow_private_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Hosts and networks, separated by commas."""
        return frozenset(filter(None, (part.strip() for part in value.split(",")))) if isinstance(value, str) else value

    @property
    def database(self) -> str:
        """The address of the database: as set, else a file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'gapwatch.db'}"

    def token(self) -> str:
        """The token to log in with. Raises TokenMissing."""
        if self.discord_token is None or not self.discord_token.get_secret_value().strip():
            raise TokenMissing("DISCORD_TOKEN is not set, so the bot cannot log in to Discord.")
        return self.discord_token.get_secret_value().strip()


def load_settings() -> Settings:
    """The settings of this process. Raises BadSettings, which names everything that is wrong."""
    try:
        return Settings()
    except ValidationError as cause:
        wrong = "; ".join(f"{_variable(error['loc'])}: {error['msg']}" for error in cause.errors())
        raise BadSettings(f"Some settings cannot be used: {wrong}.") from cause


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "settings"
    return name if name == "DISCORD_TOKEN" else f"GAPWATCH_{name.upper()}"
