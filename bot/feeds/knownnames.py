"""The registry as it is now: what ships, and what the operator has added since. No text is read here."""

from bot.domain.additions import RegistryAdditions
from bot.domain.names import LabName
from bot.registry.additions import extend
from bot.registry.registry import Registry
from db.additions import registry_additions
from db.engine import Database


class KnownNames:
    """Looked up in the database before each reading, so that a name added elsewhere holds from the next one on."""

    def __init__(self, database: Database, shipped: Registry) -> None:
        self._database = database
        self._shipped = shipped
        self.registry = shipped

    async def additions(self) -> RegistryAdditions:
        """What has been added by now; it crosses to the processes that read, the registry does not."""
        async with self._database.read() as session:
            additions = await registry_additions(session)
        self.registry = extend(self._shipped, additions)
        return additions

    def find_lab(self, words: str) -> str | None:
        """The id of the lab that a person means by these words."""
        return self.registry.find_lab(words)

    def lab_named(self, words: str) -> LabName | None:
        """The lab that a person means by these words, with the name that is shown."""
        lab_id = self.find_lab(words)
        return self.registry.lab_name(lab_id) if lab_id is not None else None

    def lab_of_publisher(self, publisher: str, url: str | None) -> str | None:
        """The lab whose own voice a text is."""
        return self.registry.lab_of_publisher(publisher, url)
