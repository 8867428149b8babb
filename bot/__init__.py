"""Gapwatch: reads AI news, keeps every claim with its quote, answers what compares with what."""
