"""A loopback Discord: an unmodified discord.py logs in to it, a person uses it through a page. See docs/playground.md.

`server.Playground` opens it, `person.Person` uses it from Python as the page does. Nothing else of the project imports
it but the command line and the tests, and it does not import discord.py.
"""
