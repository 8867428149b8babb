"""``python -m bot`` is the command ``gapwatch``.

Worker processes import this module again when they are spawned, so it imports nothing until it is called: with the
whole command line in it, each of them would carry discord.py and the bot.
"""


def main() -> None:
    """Run the command line."""
    from bot.cli import main as run

    run()


if __name__ == "__main__":
    main()
