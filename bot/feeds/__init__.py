"""Feeds: fetch them, parse them, tell what is new, store it. What texts mean is bot.reading's business."""
