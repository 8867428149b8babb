"""The briefing: announcements fold into ranked stories; an edition is put together from their sentences."""
