"""Slash commands: read the input, call one service, render. One module a topic, loaded by name."""
